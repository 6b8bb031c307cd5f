"""Files that were not made here give a useful list, whatever they hold."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.measuring.measure import measure
from docgen.word.office import WordOffice
from eval.elements.families import TUNING, Family
from eval.elements.invention import invent, read_vocabulary
from eval.elements.laying import lay_out
from eval.elements.making import make_docx
from models.errors import UnreadablePaperError
from tests.docgen.gongwen.measuring.seeding import saved

GIVEN = Path(__file__).parents[5] / "shared/data/gongwen"
LETTERS = "关于印发通知的一、（一）1.附件：抄送26年月日〔〕号办公室，。　 \t签人"
LINES = st.lists(
    st.tuples(
        st.text(alphabet=LETTERS, max_size=40),
        st.sampled_from([None, *WD_ALIGN_PARAGRAPH]),
        st.sampled_from([None, 9.5, 16, 22, 60]),
    ),
    max_size=25,
)


def test_a_file_of_another_hand_is_told_its_page_fonts_and_indents(office: WordOffice) -> None:
    document = Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)
    document.add_heading("关于开展样张检查的通知", 0)
    for _ in range(8):
        document.add_paragraph("各单位要高度重视，认真组织开展样张检查工作，并按时报送结果。" * 3)
    found = measure(saved(document), office.convert)
    told = {each.what for each in found.deviations}
    assert {"纸张宽度", "纸张高度", "天头（上白边）", "版心宽度"} <= told
    assert {"标题字体", "标题位置", "字体", "字号", "自然段", "页码"} <= told
    assert all(each.told.startswith(each.where) for each in found.deviations)
    assert not any("没有认出" in each.told for each in found.deviations)


@pytest.mark.parametrize("family", TUNING, ids=lambda each: each.name)
def test_a_document_laid_out_otherwise_is_measured_to_its_end(
    family: Family, office: WordOffice
) -> None:
    official = invent("notice", read_vocabulary().tuning, Random(family.name))
    found = measure(make_docx(lay_out(official, family, Random(1))), office.convert)
    assert not found.unmeasured
    assert any(each.clause == "7.5" and each.is_fault for each in found.deviations)
    assert len({each.told for each in found.deviations}) == len(found.deviations)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_no_text_breaks_the_measuring(
    lines: list[tuple[str, WD_ALIGN_PARAGRAPH | None, float | None]],
) -> None:
    document = Document()
    for text, align, size in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        paragraph.add_run(text).font.size = Pt(size) if size else None
    assert measure(saved(document)).deviations


@pytest.mark.skipif(not GIVEN.is_dir(), reason="the shared samples are not here")
def test_templates_of_others_are_measured_without_a_crash(office: WordOffice) -> None:
    found = [path for end in ("*.docx", "*.dotx") for path in sorted(GIVEN.rglob(end))]
    assert found
    for path in found:
        assert measure(path.read_bytes(), office.convert).deviations


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"rubbish" * 99, "公文".encode()])
def test_what_is_no_word_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadablePaperError):
        measure(data)


def test_an_empty_file_is_measured(office: WordOffice) -> None:
    held = BytesIO()
    Document().save(held)
    assert measure(held.getvalue(), office.convert).deviations
