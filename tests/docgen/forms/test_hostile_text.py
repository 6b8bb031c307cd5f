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
from intake.registry import Registry
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


@pytest.mark.parametrize("name", [*"喆镕堃祎赟𬭊㛃𠮷"])
def test_rare_characters_of_names_are_printed(name: str, composed) -> None:
    assert f"王{name}" in pdf_text(composed(f"王{name}").pdf)


@pytest.mark.parametrize(("text", "shown"), [("𪚥", "〔U+2A6A5〕"), ("😀", "〔U+1F600〕")])
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


HOSTILE = st.text(
    st.one_of(
        st.characters(categories=["Cc", "Cf", "Lo", "So"]),
        st.sampled_from([*"{}%#$<>&;\\\"'", "\u202e", "\u2066", "𠮷", "𬭊", "\n", "；"]),
    ),
    max_size=40,
)


@FEW
@given(text=HOSTILE)
def test_hostile_text_in_every_kind_of_box_gives_two_whole_papers(
    text: str, registry: Registry, written: dict[str, Filing]
) -> None:
    for scenario in ("C10", "P02"):
        filing = written[scenario]
        form = tuple(box.model_copy(update={"value": text}) for box in filing.form)
        subject = filing.subject.model_copy(update={"agent_name": text})
        changed = filing.model_copy(update={"form": form, "subject": subject})
        assert opens(compose(changed, registry.service_of(scenario), scenario))


def test_a_list_and_a_text_keep_their_lines(registry: Registry, written: dict[str, Filing]) -> None:
    said = {"machines": "挖掘机；；装载机", "noise_measures": "第一行\n\n第二行"}
    form = tuple(
        box.model_copy(update={"value": said.get(box.key, box.value)})
        for box in written["C10"].form
    )
    made = compose(
        written["C10"].model_copy(update={"form": form}), registry.service_of("C10"), "C10"
    )
    lines = pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range().splitlines()
    assert any(line.endswith("1. 挖掘机") for line in lines)
    assert any("2. 装载机" in line and "挖掘机" not in line for line in lines)
    assert any("第二行" in line and "第一行" not in line for line in lines)
    assert "1.挖掘机2.装载机" in docx_text(made.docx)


@pytest.mark.parametrize("name", ["样" * 5000, "样张 " * 1250, "〇" + "𬭊" * 5000])
def test_a_name_of_five_thousand_characters_is_never_cut(name: str, composed) -> None:
    form = composed(name)
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert text.count(name.strip()[-1]) >= name.count(name.strip()[-1])
