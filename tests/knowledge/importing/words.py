"""Word files made for the tests."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH


def notice() -> bytes:
    """Return a notice with a centred title, numbered parts, and a table with merged cells."""
    document = Document()
    for words in ("样张市交通委员会关于印发", "《样张货车补贴办法》的通知"):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(words).bold = True
    document.add_paragraph("样交规〔2026〕7号").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("各有关单位：")
    document.add_paragraph("一、补贴对象")
    document.add_paragraph("在本市登记的老旧货车的所有人，可以申请补贴。")
    document.add_paragraph("二、补贴标准")
    document.add_paragraph("标准见下表。")
    table = document.add_table(rows=3, cols=3)
    cells = (("车型", "排放", "金额"), ("重型", "国三", "3万元"), ("", "国四", "2万元"))
    for row, words in zip(table.rows, cells, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("三、有效期")
    document.add_paragraph("本办法自2026年3月1日起施行，有效期五年。")
    document.add_paragraph("样张市交通委员会")
    document.add_paragraph("2026年2月10日")
    return saved(document)


def saved(document: object) -> bytes:
    """Return a document as the bytes of its file."""
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def with_part(data: bytes, name: str, content: str) -> bytes:
    """Return a file with one part replaced or added."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return made.getvalue()
