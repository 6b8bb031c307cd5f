"""All changes accepted give the newer text, all rejected the older one, whatever the files are."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.redline.redline import Original, Redline, redline
from docgen.gongwen.document.opened import Opened, Paragraph, Source
from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.tracking.parts import Parts
from docgen.gongwen.tracking.settling import accepted, rejected
from models.errors import InvalidRequestError
from tests.docgen.gongwen.compare.redline.written import FILES, Rows, Said, Written

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


def texts(data: bytes) -> list[str]:
    return [each.text for each in read_docx(data, "样张.docx").paragraphs]


def tracked(older: bytes, newer: bytes) -> Redline:
    files = [Original(data, read_docx(data, "样张.docx")) for data in (older, newer)]
    return redline(files[0], files[1], NOW)


@given(FILES, FILES)
@settings(max_examples=30, deadline=None)
def test_accepted_it_is_the_newer_file_and_rejected_the_older(old: Written, new: Written) -> None:
    older, newer = old.docx(), new.docx()
    made = tracked(older, newer)
    assert made.notes == ()
    assert texts(accepted(made.docx)) == texts(newer)
    assert texts(rejected(made.docx)) == texts(older)
    for settled, meant in ((accepted(made.docx), newer), (rejected(made.docx), older)):
        files = [read_docx(data, "样张.docx") for data in (meant, settled)]
        assert compare(*files).differences == ()


def marks(data: bytes, name: str) -> list[_Element]:
    return list(Parts(data).texts["word/document.xml"].iter(qn(f"w:{name}")))


def changed(*blocks: str | Rows) -> Redline:
    return tracked(
        Written(("甲方：样张公司。", "总价1,200万元整。")).docx(), Written(blocks).docx()
    )


def test_a_changed_amount_is_one_deletion_and_one_insertion_printed_as_it_was() -> None:
    made = changed("甲方：样张公司。", "总价1,250万元整。")
    (gone,), (come,) = marks(made.docx, "del"), marks(made.docx, "ins")
    assert "".join(gone.itertext()) == "1,200万元"
    assert "".join(come.itertext()) == "1,250万元"
    assert gone.getnext().get(qn("w:id")) == come.get(qn("w:id"))
    bold = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in gone]
    assert bold == [False, True]


def test_paragraphs_that_came_went_and_moved_are_tracked_with_their_ends() -> None:
    made = changed("总价1,200万元整。", "甲方：样张公司。", "另附一段说明。")
    ends = [mark for name in ("ins", "moveFrom", "moveTo") for mark in marks(made.docx, name)]
    assert sum(mark.getparent().tag == qn("w:rPr") for mark in ends) == 3
    assert made.notes == ()


def test_a_paragraph_that_was_moved_is_called_so_under_one_name() -> None:
    texts_of = (
        "关于样张工作的通知",
        "甲方：样张公司。",
        "乙方：另一样张公司。",
        "总价1,200万元整。",
    )
    moved = (texts_of[0], *texts_of[2:], texts_of[1])
    older = Written(texts_of).docx()
    made = tracked(older, Written(moved).docx())
    names = {
        mark.get(qn("w:name"))
        for kind in ("moveFromRangeStart", "moveToRangeStart")
        for mark in marks(made.docx, kind)
    }
    assert len(names) == 1
    assert marks(made.docx, "ins") == marks(made.docx, "del") == []
    assert texts(rejected(made.docx)) == texts(older)


MOVED = "各单位要加强值班值守，落实防汛责任，本项经费1,200万元，于2026年7月底前完成。"
AROUND = ("关于样张工作的通知", "第一工区负责道路。", "第二工区负责桥梁。", "资料由机关汇总。")
EDITS = st.tuples(st.integers(0, 38), st.integers(0, 6), st.sampled_from(["", "另", "8万元"]))


def said(found: list[_Element]) -> str:
    return "".join(text for each in found for text in each.itertext())


def test_a_paragraph_that_was_moved_and_edited_is_a_move_with_its_edits_inside() -> None:
    now = MOVED.replace("1,200万元", "1,250万元").replace("防汛", "").replace("底前", "底前全部")
    older = Written((AROUND[0], MOVED, *AROUND[1:])).docx()
    newer = Written((*AROUND, now)).docx()
    made = tracked(older, newer)
    assert made.notes == ()
    assert said(marks(made.docx, "ins")) == "1,250万元全部"
    assert said(marks(made.docx, "del")) == "防汛1,200万元"
    stayed = MOVED.replace("防汛", "").replace("1,200万元", "")
    assert said(marks(made.docx, "moveFrom")) == said(marks(made.docx, "moveTo")) == stayed
    assert texts(accepted(made.docx)) == texts(newer)
    assert texts(rejected(made.docx)) == texts(older)


@given(st.permutations(range(5)), st.lists(EDITS, max_size=4))
@settings(max_examples=20, deadline=None)
def test_whatever_was_edited_in_what_moved_is_settled_to_the_letter(
    order: list[int], edits: list[tuple[int, int, str]]
) -> None:
    now = MOVED
    for at, length, words in edits:
        now = now[:at] + words + now[at + length :]
    blocks = (*AROUND, MOVED)
    older = Written(blocks).docx()
    newer = Written([now if at == 4 else blocks[at] for at in order]).docx()
    made = tracked(older, newer)
    assert made.notes == ()
    assert texts(accepted(made.docx)) == texts(newer)
    assert texts(rejected(made.docx)) == texts(older)


def test_every_mark_has_a_number_of_its_own_a_name_and_a_time() -> None:
    made = changed("甲方：另一样张公司。总价1,200万元整。", [[["表"]]])
    kinds = ("ins", "del", "rPrChange")
    found = [mark for kind in kinds for mark in marks(made.docx, kind)]
    assert all(marks(made.docx, kind) for kind in kinds)
    assert len({mark.get(qn("w:id")) for mark in found}) == len(found)
    assert {mark.get(qn("w:author")) for mark in found} == {"智办比对"}
    assert {mark.get(qn("w:date")) for mark in found} == {"2026-11-29T08:00:00Z"}


CENTRE = WD_ALIGN_PARAGRAPH.CENTER
FIRST, LAST = "关于样张工作的通知", "各单位要加强值班值守，落实责任。"
SET_OTHERWISE = (
    ((FIRST, LAST), Said("合同金额1,200万元。", CENTRE)),
    ((FIRST,), Said(LAST, CENTRE)),
    ((Said(FIRST, CENTRE),), LAST),
    ((FIRST, Said(LAST, CENTRE)), "特此通知。"),
    ((), Said(FIRST + LAST, CENTRE)),
)
"""Files that end otherwise, or whose paragraphs were cut and joined."""


@pytest.mark.parametrize("old", SET_OTHERWISE)
@pytest.mark.parametrize("new", SET_OTHERWISE)
def test_how_the_last_and_the_joined_paragraphs_were_set_comes_back(
    old: tuple[tuple[str | Said, ...], str | Said], new: tuple[tuple[str | Said, ...], str | Said]
) -> None:
    older, newer = (Written(blocks, end=end).docx() for blocks, end in (old, new))
    made = tracked(older, newer)
    for settled, meant in ((accepted(made.docx), newer), (rejected(made.docx), older)):
        files = [read_docx(data, "样张.docx") for data in (meant, settled)]
        assert compare(*files).differences == ()


def listed(*, own_list: bool) -> bytes:
    """Return a file with a paragraph, numbered by a list that only such files have."""
    document = Document()
    paragraph = document.add_paragraph(LAST)
    document.add_paragraph("特此通知。")
    if own_list:
        numbering = document.part.numbering_part.element
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="1"/></w:num>')
        )
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 77
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_list_that_only_the_newer_file_has_goes_when_all_is_rejected() -> None:
    older, newer = listed(own_list=False), listed(own_list=True)
    made = tracked(older, newer)
    for settled, meant in ((accepted(made.docx), newer), (rejected(made.docx), older)):
        files = [read_docx(data, "样张.docx") for data in (meant, settled)]
        assert compare(*files).differences == ()


def test_what_others_tracked_before_is_accepted_and_told() -> None:
    older = Written(("甲方：样张公司。",)).docx()
    once = tracked(older, Written(("甲方：另一样张公司。",)).docx())
    newer = Written(("甲方：另一样张公司。", "新的一段。")).docx()
    made = tracked(once.docx, newer)
    assert made.notes == ("原稿里原有的修订先按已接受处理。",)
    assert texts(rejected(made.docx))[0] == "甲方：另一样张公司。"


def test_a_formula_that_changed_is_put_back_whole() -> None:
    files = []
    for sign in "ab":
        document = Document()
        paragraph = document.add_paragraph("面积按下式计算：")
        formula = f"<m:oMath {nsdecls('m')}><m:r><m:t>S={sign}</m:t></m:r></m:oMath>"
        paragraph._p.append(parse_xml(formula))
        held = BytesIO()
        document.save(held)
        files.append(held.getvalue())
    made = tracked(*files)
    assert texts(rejected(made.docx)) == ["面积按下式计算：S=a"]
    assert texts(accepted(made.docx)) == ["面积按下式计算：S=b"]


def test_only_word_files_are_tracked() -> None:
    word = Original(b"", Opened(name="甲", source=Source.WORD, paragraphs=(Paragraph(at="a:0"),)))
    text = Original(b"", Opened(name="乙", source=Source.TEXT, paragraphs=(Paragraph(),)))
    with pytest.raises(InvalidRequestError, match="DOCX"):
        redline(word, text, NOW)


def boxed(words: str, beside: str) -> bytes:
    """Return a file with a text box, and a paragraph in a content control."""
    document = Document()
    paragraph = document.add_paragraph("正文一段。")
    box = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    names = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = f"<w:r {names}><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    paragraph._p.append(parse_xml(shape))
    control = f"<w:p><w:r><w:t>{beside}</w:t></w:r></w:p>"
    held = f"<w:sdt {names}><w:sdtPr/><w:sdtContent>{control}</w:sdtContent></w:sdt>"
    paragraph._p.addnext(parse_xml(held))
    document.add_paragraph("特此通知。")
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_text_boxes_and_content_controls_are_tracked_inside() -> None:
    older, newer = boxed("内部资料", "由张样张承办。"), boxed("内部参考资料", "由李样张承办。")
    made = tracked(older, newer)
    assert made.notes == ()
    assert sorted("".join(mark.itertext()) for mark in marks(made.docx, "ins")) == ["参考", "李"]
    assert texts(rejected(made.docx)) == texts(older)


def test_a_header_that_the_newer_file_has_no_place_for_is_told() -> None:
    document = Document()
    document.add_paragraph("正文一段。")
    saved = BytesIO()
    document.save(saved)
    older = Written(("正文一段。",), header="样张局文件", end="正文一段。").docx()
    made = tracked(older, saved.getvalue())
    assert "样张局文件" in "".join(made.notes)
