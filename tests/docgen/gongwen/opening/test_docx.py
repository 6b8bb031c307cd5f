"""What a Word file says and how it looks, as it is opened."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from lxml import etree

from docgen.gongwen.document.opened import Align, Opened, Where
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.opening.places import (
    find_paragraph,
    part_of,
    pieces_between,
    place_of,
    stretches,
)
from models.errors import DamagedPaperError, UnreadablePaperError, UnsafePaperError


def saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def opened(document: object) -> Opened:
    return open_file(saved(document), "样张.docx")


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(name, content.replace(old, new) if name == part else content)
    return file.getvalue()


def with_xml(xml: str) -> object:
    """Return a document whose body begins with given elements."""
    document = Document()
    body = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for element in reversed(list(body)):
        document.element.body.insert(0, element)
    return document


def test_a_look_is_inherited_from_styles_and_overruled_in_place() -> None:
    document = Document()
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    paragraph = document.add_paragraph("正文")
    run = paragraph.add_run("强调")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(22), RGBColor(255, 0, 0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(28)
    found = opened(document).paragraphs[0]
    assert found.align is Align.CENTRE
    assert found.line == 28
    plain, strong = found.runs
    assert (plain.look.font, plain.look.size, plain.look.bold) == ("仿宋", 16, False)
    assert (strong.look.size, strong.look.bold, strong.look.colour) == (22, True, "FF0000")


def test_an_indent_in_characters_is_told_in_points() -> None:
    xml = (
        '<w:p><w:pPr><w:ind w:firstLineChars="200" w:firstLine="100"/></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>正文</w:t></w:r></w:p>'
    )
    assert opened(with_xml(xml)).paragraphs[0].indent == 32


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    mark = 'w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z"'
    xml = (
        f"<w:p><w:r><w:t>金额</w:t></w:r><w:del {mark}><w:r><w:delText>一百</w:delText></w:r>"
        f"</w:del><w:ins {mark}><w:r><w:t>二百</w:t></w:r></w:ins><w:r><w:t>元</w:t></w:r></w:p>"
    )
    found = opened(with_xml(xml))
    assert found.paragraphs[0].text == "金额二百元"
    assert any("删除的文字 1 处" in doubt for doubt in found.doubts)
    assert any("插入的文字 1 处" in doubt for doubt in found.doubts)


def test_tables_are_read_cell_by_cell_with_merged_and_nested_ones() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖"
    inner = table.cell(1, 0).add_table(1, 1)
    inner.cell(0, 0).text = "内"
    found = {
        (each.cell.table, each.cell.row, each.cell.column): each.text
        for each in opened(document).paragraphs
        if each.cell and each.text
    }
    assert found[0, 0, 0] == "横"
    assert found[0, 0, 2] == "02"
    assert found[0, 1, 2] == "竖"
    assert (0, 2, 2) not in found
    assert found[1, 0, 0] == "内"


def test_headers_footers_and_text_boxes_come_last() -> None:
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r><w:r><w:t>框外</w:t></w:r></w:p>"
    )
    document = with_xml(box)
    section = document.sections[0]  # type: ignore[attr-defined]
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "页脚"
    told = [(each.where, each.text) for each in opened(document).paragraphs]
    assert told == [
        (Where.BODY, "框外"),
        (Where.NOTE, "框内"),
        (Where.HEADER, "页眉"),
        (Where.FOOTER, "页脚"),
    ]


def test_automatic_numbers_are_printed_as_word_does() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        )
    )
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    instance = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
    numbering.append(parse_xml(instance))
    for depth in (0, 1, 1, 2, 0, 1):
        properties = document.add_paragraph("题").paragraph_format.element.get_or_add_pPr()
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
        properties.append(parse_xml(number))
    labels = [each.label for each in opened(document).paragraphs]
    assert labels == ["一、", "（一）", "（二）", "1.", "二、", "（一）"]


def test_what_is_a_picture_or_hidden_is_told() -> None:
    xml = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r>"
        "<w:r><w:drawing/></w:r></w:p>"
    )
    found = opened(with_xml(xml))
    assert found.paragraphs[0].text == "明"
    assert any("隐藏" in doubt for doubt in found.doubts)
    assert any("图片" in doubt for doubt in found.doubts)


def test_a_place_in_the_text_leads_back_to_the_run_in_the_file() -> None:
    document = Document()
    document.add_paragraph("首段")
    paragraph = document.add_paragraph("前文")
    paragraph.add_run("错字").bold = True
    paragraph.add_run("后文")
    data = saved(document)
    found = open_file(data, "样张.docx")
    at = found.text.index("错字")
    place = place_of(found, at + 1)
    assert (place.paragraph, place.run, place.offset) == (1, 1, 1)
    (stretch,) = stretches(found, at, at + 2)
    with ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read(part_of(found.paragraphs[1])))
    element = find_paragraph(root, found.paragraphs[1])
    (hit,) = pieces_between(element, stretch.start, stretch.end)
    assert (hit[0].element.text, hit[1], hit[2]) == ("错字", 0, 2)


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', UnsafePaperError),
        (b"<w:document <<", DamagedPaperError),
    ],
)
def test_harmful_and_broken_xml_is_refused(new: bytes, error: type[UnreadablePaperError]) -> None:
    data = rewritten(saved(Document()), "word/document.xml", b"<w:document", new)
    with pytest.raises(error):
        open_file(data, "坏.docx")
