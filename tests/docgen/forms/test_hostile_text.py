"""Values come from strangers: they are shown, never run, and never break a paper."""

import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.forms.compose import ComposedForm, compose
from models.clean import clean
from models.records import Filing, Paper
from models.specs import Service
from prefill.edit import edit
from tests.demo_filing import filing
from tests.docgen.reading import docx_text, pdf_text

CODE = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "</w:t></w:r><w:p>",
    '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
    '#read("/etc/passwd")',
    '#eval("1+1")',
    "$x^2$ *粗* _斜_ `码` @标 <标>",
    "= 标题",
    "\\u{41}",
    "'; DROP TABLE filings; --",
]
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def with_value(standing: Filing, text: str) -> Filing:
    form = tuple(
        edit(box, text, "某人") if box.key == "corp_name" else box for box in standing.form
    )
    return standing.model_copy(update={"form": form})


@pytest.fixture(scope="session")
def composed(service: Service, filings: dict[str, Filing]):
    """Compose the form of S5B with a given name of the firm."""
    return lambda text: compose(with_value(filings["S5B"], text), service, "S5B")


def opens(form: ComposedForm) -> bool:
    """Tell whether both papers are whole: every XML part parses, every page has its text."""
    with ZipFile(BytesIO(form.docx)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                etree.fromstring(parts.read(name))
    return form.check_code in pdf_text(form.pdf) and form.title in docx_text(form.docx)


@pytest.mark.parametrize("text", CODE)
def test_code_in_a_value_is_shown_and_not_run(text: str, composed) -> None:
    form = composed(text)
    expected = "".join(text.split())
    assert expected in pdf_text(form.pdf)
    assert expected in docx_text(form.docx)


def test_code_in_a_file_name_is_shown_and_not_run(service: Service) -> None:
    name = "{{ 7*7 }}</w:t>#read.jpg"
    papers = (Paper(id="p1", name=name, sha256="a" * 64, size=1),)
    form = compose(filing(*papers, scenario="S5A"), service, "S5A")
    assert "{{7*7}}</w:t>#read.jpg" in docx_text(form.docx)
    assert "{{7*7}}</w:t>#read.jpg" in pdf_text(form.pdf)


def test_a_very_long_name_runs_over_pages_and_is_shown_whole(composed) -> None:
    name = "上海样张喆镕堃祎货物运输" * 417
    form = composed(name)
    assert len(pypdfium2.PdfDocument(form.pdf)) > 3
    assert name in docx_text(form.docx)
    shown = pdf_text(form.pdf)
    assert sum(shown.count(each) for each in "堃祎") >= 2 * 417


def test_a_very_long_word_stays_inside_its_box(composed) -> None:
    pdf = composed("A" * 5000).pdf
    width = pypdfium2.PdfDocument(pdf)[0].get_width()
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        boxes = (text.get_charbox(place) for place in range(text.count_chars()))
        assert max(right for _, _, right, _ in boxes) < width - 50


@pytest.mark.parametrize("name", ["喆", "镕", "堃", "祎"])
def test_rare_characters_of_names_are_printed(name: str, composed) -> None:
    assert f"王{name}" in pdf_text(composed(f"王{name}").pdf)


@pytest.mark.parametrize(("text", "shown"), [("𠮷", "〔U+20BB7〕"), ("😀", "〔U+1F600〕")])
def test_a_character_no_font_has_is_named_in_the_pdf_and_kept_in_word(
    text: str, shown: str, composed
) -> None:
    form = composed(f"王{text}")
    assert f"王{shown}" in pdf_text(form.pdf)
    assert f"王{text}" in docx_text(form.docx)


def test_text_that_turns_the_line_round_or_hides_is_dropped(composed) -> None:
    form = composed("甲\u202e乙\u200b丙\u2066丁\ufeff\x00\x0b戊")
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert "甲乙丙丁戊" in text
        assert not {each for each in text if unicodedata.category(each) in ("Cf", "Cc")}


@FEW
@given(text=st.text(max_size=60))
def test_any_value_gives_two_whole_papers(text: str, composed) -> None:
    assert opens(composed(text))


@given(text=st.text())
def test_cleaned_text_is_visible_and_stays_so(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not {unicodedata.category(each) for each in once} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert once.strip() == once
