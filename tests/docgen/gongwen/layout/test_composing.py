from datetime import date
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.official import Form, Official, Part
from docgen.gongwen.layout.breaking import break_title
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.setting import width_of
from docgen.gongwen.layout.style import adapt, standard
from models.clean import clean
from models.errors import InvalidRequestError
from tests.docgen.gongwen.layout.samples import ORGANS, SAMPLES

WORDS = st.text(max_size=60)
ORGAN_LISTS = st.lists(WORDS, max_size=10).map(tuple)


def words_of(docx: bytes) -> str:
    """Every word of the body and of the headers, in order, without spaces."""
    document = Document(BytesIO(docx))
    roots = [document.element]
    section = document.sections[0]
    roots.append(section.first_page_header._element)
    texts = (each.text or "" for root in roots for each in root.iter() if each.tag.endswith("}t"))
    return squeezed("".join(texts))


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_form_opens_and_holds_its_words(name: str) -> None:
    official = SAMPLES[name]
    held = words_of(lay_out(official))
    for part in official.body:
        assert squeezed(part.text + part.run_in) in held
    for words in (official.title, official.addressees, official.copies_to, official.number):
        assert squeezed(words) in held


def test_the_same_document_gives_the_same_bytes() -> None:
    assert lay_out(SAMPLES["document"]) == lay_out(SAMPLES["document"])


@settings(max_examples=40, deadline=None)
@given(
    form=st.sampled_from(Form),
    title=WORDS,
    body=st.lists(WORDS, max_size=4),
    issuers=ORGAN_LISTS,
    signed=ORGAN_LISTS,
    sealed=st.booleans(),
    day=st.none() | st.dates(date(1900, 1, 1)),
)
def test_no_text_breaks_the_layout_or_is_lost(
    *,
    form: Form,
    title: str,
    body: list[str],
    issuers: tuple[str, ...],
    signed: tuple[str, ...],
    sealed: bool,
    day: date | None,
) -> None:
    official = Official(
        form=form,
        title=title,
        body=tuple(Part(text=each) for each in body),
        issuers=issuers,
        signed=signed,
        sealed=sealed,
        day=day,
    )
    held = words_of(lay_out(official))
    for words in (title, *body, *signed):
        assert squeezed(words) in held


def test_a_title_of_5000_characters_and_60_addressees_are_kept() -> None:
    official = Official(title="长" * 5000, addressees="，".join(ORGANS * 20), issuers=ORGANS * 3)
    held = words_of(lay_out(official))
    assert "长" * 5000 in held
    assert f"主送：{official.addressees}。" in held


@given(title=st.text(alphabet="关于印发上海市工作方案的通知《》、2026年", max_size=80))
def test_lines_of_a_title_lose_nothing_and_fit(title: str) -> None:
    lines = break_title(title, 20)
    assert "".join(lines) == title
    assert len(lines) == 1 or max(map(width_of, lines)) <= 20


def test_title_lines_keep_words_whole() -> None:
    lines = break_title("上海市样张交通委员会关于印发《道路运输管理办法》的通知", 20)
    assert lines == ("上海市样张交通委员会", "关于印发《道路运输管理办法》的通知")


def test_an_organs_template_changes_what_it_names_and_nothing_else() -> None:
    style = adapt("[values]\nmark_size = 40\npage_centred = { value = 1, strength = '实务' }")
    assert style["mark_size"] == 40
    assert style["page_centred"] == 1
    assert style.values["top"] == standard().values["top"]


def test_what_a_template_does_not_name_follows_what_it_does() -> None:
    style = adapt("[values]\narea_width = 150\npitch = 560\ntop = 30\nrecord_width = 140")
    assert (style["rule_width"], style["record_width"], style["record_bottom"]) == (150, 140, 255)
    assert (style["lines"], style["characters"]) == (22, 26)


BROKEN = [
    "[values]\nmark_sise = 4",
    "[",
    "values = 3",
    "other = 1",
    "[values]\nwidth = -5",
    "[values]\nbody_size = nan",
    "[values]\nleft = 80\narea_width = 156",
    "[fonts]\nbody = []",
]


@pytest.mark.parametrize("template", BROKEN)
def test_a_wrong_template_is_refused_in_words(template: str) -> None:
    with pytest.raises(InvalidRequestError):
        adapt(template)
