"""Word files for tests: made by python-docx, then bent where python-docx would not."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument

from docgen.printing.field import APPLICANT
from docgen.word.fields import Content, Vocabulary, flag, listed, picture, record, text
from docgen.word.render import Picture
from tests.intake.pictures import png

SEAL = "申请人（签章）："


def content() -> Content:
    words = {
        "applicant": "样张货运有限公司",
        "申请人": "样张货运有限公司",
        "address": "样张路 1 号",
        "urgent": True,
        "vehicles": [{"plate": "沪A00001"}, {"plate": "沪A00002"}],
        "lines": ["一", "二"],
    }
    return Content(words, {"qr": Picture(png(1), 10)})


VOCABULARY = Vocabulary(
    target="test",
    title="测试申请表",
    names={
        "applicant": text("申请人"),
        "申请人": text("申请人"),
        "address": text("地址"),
        "urgent": flag("加急"),
        "vehicles": listed("车辆", record(plate=text("号牌"))),
        "lines": listed("说明", text()),
        "qr": picture("二维码"),
    },
    boxes={"申请人": ("applicant", "申请人"), "地址": ("address",)},
    whole=frozenset(),
    seals=(APPLICANT,),
    sample=content,
)


def saved(document: WordDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docx(*words: str, rows: Sequence[Sequence[str]] = (), seal: str = SEAL) -> bytes:
    """Return a file of paragraphs, one table, and the words for the seal."""
    document = Document()
    for each in words:
        document.add_paragraph(each)
    if rows:
        table = document.add_table(0, max(map(len, rows)))
        for row in rows:
            for cell, each in zip(table.add_row().cells, row, strict=False):
                cell.text = each
    if seal:
        document.add_paragraph(seal)
    return saved(document)


def bent(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return the file with one part changed, or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        before = old.read(part).decode() if part in old.namelist() else ""
        new.writestr(part, change(before))
    return out.getvalue()


def split(data: bytes, words: str, sizes: Sequence[int]) -> bytes:
    """Return the file with one text cut into runs of other formats, as Word likes to do."""

    def cut(xml: str) -> str:
        pieces, at = [], 0
        for size, look in zip((*sizes, len(words)), ("<w:b/>", "<w:i/>", ""), strict=False):
            piece = words[at : at + size]
            at += size
            pieces.append(f"<w:r><w:rPr>{look}</w:rPr><w:t>{piece}</w:t></w:r>")
        whole = r"<w:r><w:t(?: [^>]*)?>" + re.escape(words) + "</w:t></w:r>"
        assert re.search(whole, xml)
        return re.sub(whole, "".join(pieces), xml)

    return bent(data, "word/document.xml", cut)
