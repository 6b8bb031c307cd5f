"""Tracked changes accepted give what was meant, rejected what was there before."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap

from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.tracking.parts import Parts
from docgen.gongwen.tracking.settling import accepted, rejected
from models.errors import InvalidRequestError
from tests.docgen.word.papers import docx

WHO = 'w:id="1" w:author="张样张" w:date="2026-01-01T00:00:00Z"'


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner: str) -> str:
    return f"<w:ins {WHO}>{inner}</w:ins>"


def gone(text: str) -> str:
    run = words(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f"<w:del {WHO}>{run}</w:del>"


def end(mark: str) -> str:
    return f"<w:pPr><w:rPr><w:{mark} {WHO}/></w:rPr></w:pPr>"


def row(mark: str, text: str) -> str:
    tracked = f"<w:trPr><w:{mark} {WHO}/></w:trPr>" if mark else ""
    return f"<w:tr>{tracked}<w:tc><w:tcPr/><w:p>{words(text)}</w:p></w:tc></w:tr>"


def made(*blocks: str) -> bytes:
    document = Document()
    for block in (*blocks, f"<w:p>{words('尾')}</w:p>"):
        space = block.index(">") if "/" not in block[: block.index(">")] else block.index("/")
        element = parse_xml(f"{block[:space]} {nsdecls('w')}{block[space:]}")
        document.element.body.insert(len(document.element.body) - 1, element)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("block", "new", "old"),
    [
        (f"<w:p>{words('甲')}{ins(words('乙'))}{gone('丙')}</w:p>", ["甲乙"], ["甲丙"]),
        (f"<w:p>{end('ins')}{ins(words('新段'))}</w:p>", ["新段"], []),
        (f"<w:p>{end('del')}{gone('旧段')}</w:p>", [], ["旧段"]),
        (f"<w:tbl>{row('', '头')}{row('ins', '新')}{row('del', '旧')}</w:tbl>", "头新", "头旧"),
        (f"<w:tbl>{row('del', '旧')}</w:tbl>", [], ["旧"]),
        (
            f"<w:p><w:moveTo {WHO}>{words('移来')}</w:moveTo>{words('在')}</w:p>",
            ["移来在"],
            ["在"],
        ),
        (
            f"<w:p>{end('moveFrom')}<w:moveFrom {WHO}>{words('移')}</w:moveFrom></w:p>",
            [],
            ["移"],
        ),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_settled_both_ways(block: str, new: str, old: str) -> None:
    data = made(block)
    for settled, wanted in ((accepted(data), new), (rejected(data), old)):
        texts = [each.text for each in read_docx(settled, "样张.docx").paragraphs]
        assert texts == [*wanted, "尾"]
        assert not read_docx(settled, "样张.docx").doubts


def test_an_end_that_goes_joins_two_paragraphs() -> None:
    data = made(f"<w:p>{end('del')}{words('上')}</w:p>", f"<w:p>{end('ins')}{words('下')}</w:p>")
    new = [each.text for each in read_docx(accepted(data), "样张.docx").paragraphs]
    old = [each.text for each in read_docx(rejected(data), "样张.docx").paragraphs]
    assert (new, old) == (["上下", "尾"], ["上", "下尾"])


def test_formats_come_back_when_changes_are_rejected() -> None:
    change = f"<w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    data = made(f"<w:p><w:r><w:rPr><w:b/>{change}</w:rPr><w:t>字</w:t></w:r></w:p>")
    new, old = (
        read_docx(each, "样张.docx").paragraphs[0] for each in (accepted(data), rejected(data))
    )
    assert (new.runs[0].look.bold, new.runs[0].look.italic) == (True, False)
    assert (old.runs[0].look.bold, old.runs[0].look.italic) == (False, True)


def test_a_file_of_the_strict_kind_is_refused_with_a_remedy() -> None:
    plain, strict = nsmap["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    held = BytesIO()
    with ZipFile(BytesIO(docx("样张"))) as old, ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(plain, strict))
    with pytest.raises(InvalidRequestError, match="另存"):
        Parts(held.getvalue())


def test_a_file_without_tracked_changes_stays_to_the_byte_and_saving_keeps_every_part() -> None:
    data = docx("关于样张的通知", "样张局：")
    assert accepted(data) == rejected(data) == data
    assert [each.text for each in read_docx(Parts(data).save(), "样张.docx").paragraphs] == [
        each.text for each in read_docx(data, "样张.docx").paragraphs
    ]
