"""Samples that another hand made teach what they look like, and rubbish is refused."""

from io import BytesIO
from random import Random

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import adapt
from docgen.gongwen.samples.learning import learn
from docgen.gongwen.samples.proving import proven
from docgen.word.office import WordOffice
from eval.elements.families import TUNING, Family
from eval.elements.invention import invent, read_vocabulary
from eval.elements.laying import lay_out as lay_otherwise
from eval.elements.making import make_docx
from models.errors import ServiceError
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.measuring import seeding
from tests.docgen.gongwen.measuring.seeding import saved
from tests.docgen.gongwen.samples.rubbish import REFUSED
from tests.docgen.word.papers import docx as word_file

LETTERS = "关于印发通知的一、（一）1.附件：抄送26年月日〔〕号，。　 \t"
SENTENCE = "各单位要高度重视，认真组织开展样张检查工作，并于2026年6月1日前按时报送结果。"


def styled() -> bytes:
    """A document by styles: fonts for Chinese in a style, a size in the defaults, own margins."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    fonts.attrib.clear()
    fonts.set(qn("w:eastAsia"), "宋体")
    body = document.styles.add_style("公文正文", WD_STYLE_TYPE.PARAGRAPH)
    body.font.size = Pt(14)
    body.font.name = "Times New Roman"
    body.element.rPr.rFonts.set(qn("w:eastAsia"), "华文仿宋")
    body.paragraph_format.line_spacing = Pt(26)
    body.paragraph_format.first_line_indent = Pt(28)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run("关于开展样张检查的通知").font.size = Pt(20)
    for _ in range(6):
        document.add_paragraph(SENTENCE * 2, style="公文正文")
    return saved(document)


def test_styles_defaults_and_fonts_for_chinese_are_learnt(office: WordOffice) -> None:
    lesson = learn(styled(), "样张", office.convert)
    style = adapt(lesson.toml)
    assert (style.font("title"), style.font("body")) == ("宋体", "华文仿宋")
    told = ("top", "left", "area_width", "area_height", "body_size", "title_size", "pitch")
    assert [style[name] for name in told] == [30, 25, 160, 242, 14, 20, 520]
    assert (style["indent"], style["narrowing"]) == (2, 0)
    assert any("Times New Roman" in each for each in lesson.unexpressed)
    assert any("页脚" in each and "没有页码域" in each for each in lesson.unexpressed)


def on_grid(docx: bytes) -> bytes:
    """The same with the grid that Word gives every Chinese document: lines of 15.6 points."""
    document = Document(BytesIO(docx))
    for section in document.element.iter(qn("w:sectPr")):
        for each in list(section.iter(qn("w:docGrid"))):
            section.remove(each)
        section.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="312"/>'))
    for each in list(document.element.iter(qn("w:snapToGrid"))):
        each.getparent().remove(each)
    return saved(document)


def test_exact_lines_keep_off_the_grid_as_in_word(office: WordOffice) -> None:
    wanted = adapt("[values]\npitch = 560\ntitle_pitch = 640\nmark_top = 30\ntitle_gap = 1")
    docx = on_grid(lay_out(SAMPLES["document"], wanted))
    lesson = learn(docx, "样张", office.convert)
    assert {each.name for each in lesson.learnt} == {
        "pitch",
        "title_pitch",
        "mark_top",
        "title_gap",
    }
    assert lesson.unexpressed == ()


def test_a_record_that_follows_the_text_is_told_and_not_set_over_it(office: WordOffice) -> None:
    docx = seeding.move_frames(-4000)(lay_out(SAMPLES["up"]))
    lesson = learn(docx, "样张", office.convert)
    assert adapt(lesson.toml)["record_bottom"] == 262
    assert any("版记末线" in each for each in lesson.unexpressed)


@given(
    page=st.tuples(st.integers(0, 500), st.integers(0, 500)),
    sides=st.tuples(*[st.floats(0, 260)] * 4),
)
@settings(max_examples=40, deadline=None)
def test_whatever_the_margins_are_the_template_fits_its_page(
    page: tuple[int, int], sides: tuple[float, float, float, float]
) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, page)
    section.top_margin, section.bottom_margin = map(Mm, sides[:2])
    section.left_margin, section.right_margin = map(Mm, sides[2:])
    document.add_paragraph(SENTENCE)
    assert lay_out(SAMPLES["plain"], adapt(learn(saved(document), "样张").toml))


def test_a_font_of_the_theme_is_learnt_by_its_name() -> None:
    document = Document()
    for _ in range(3):
        document.add_paragraph(SENTENCE)
    assert adapt(learn(saved(document), "样张").toml).font("body") == "宋体"


@pytest.mark.parametrize("family", TUNING, ids=lambda each: each.name)
def test_whatever_is_learnt_can_be_laid_out(family: Family, office: WordOffice) -> None:
    official = invent("notice", read_vocabulary().tuning, Random(family.name))
    lesson = learn(make_docx(lay_otherwise(official, family, Random(1))), "样张", office.convert)
    assert lesson.learnt
    assert office.convert(lay_out(SAMPLES["document"], adapt(lesson.toml)))


@settings(max_examples=40, deadline=None)
@given(
    name=st.text(max_size=60),
    lines=st.lists(
        st.tuples(
            st.text(
                alphabet="关于印发通知的一、（一）1.附件：抄送26年月日〔〕号，。　 \t", max_size=40
            ),
            st.sampled_from([None, 1, 9.5, 16, 90, 300]),
            st.sampled_from(["", "宋体", '"]\n[values]', "\\", "很长" * 60]),
        ),
        max_size=12,
    ),
)
def test_no_words_sizes_fonts_or_names_make_a_template_that_cannot_be_used(
    name: str, lines: list[tuple[str, float | None, str]]
) -> None:
    document = Document()
    for text, size, font in lines:
        run = document.add_paragraph().add_run(text)
        run.font.size = Pt(size) if size else None
        if font:
            run.font.name = "x"
            run._element.rPr.rFonts.set(qn("w:eastAsia"), font.replace("\n", " "))
    assert lay_out(SAMPLES["plain"], adapt(learn(saved(document), name).toml))


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_safe_word_file_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(ServiceError) as told:
        proven(data)
    assert told.value.remedy


def test_a_plain_word_file_is_let_in() -> None:
    proven(word_file("关于样张的函", "样张局："))
    proven(lay_out(SAMPLES["letter"]))
    held = BytesIO()
    Document().save(held)
    proven(held.getvalue())
