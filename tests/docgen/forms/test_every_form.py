"""Every scenario prints a form on which everything can be read."""

import re

import numpy as np
import pypdfium2
import pytest
import typst
import zxingcpp

from docgen.forms.compose import ComposedForm
from docgen.forms.entries import printed
from docgen.printing.field import SEAL_MM
from docgen.printing.glyphs import find_fonts
from intake.registry import Registry
from models.forms import shown
from models.records import Filing
from tests.docgen.forms.conftest import EVERY
from tests.docgen.layout import Placed, characters, glyphs, lines
from tests.docgen.reading import docx_text, pdf_pages, pdf_picture, pdf_text
from tests.docgen.seals import seal_places

CM = 72 / 2.54
SIDE, TOP, BOTTOM = 2.1 * CM, 0.9 * CM, 0.8 * CM
"""Of the margins that text stays out of; the foot stands within the lower one."""
HEADING = re.compile(r"^[一二三四五六七八九十]+、")
every_scenario = pytest.mark.parametrize("scenario", EVERY)


def pages(form: ComposedForm) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(form.pdf))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_there_are_forty_five_scenarios(every_form: dict[str, ComposedForm]) -> None:
    assert len(EVERY) == 45
    assert set(every_form) == set(EVERY)


@every_scenario
def test_no_glyph_is_missing(scenario: str, every_form: dict[str, ComposedForm]) -> None:
    shown_glyphs = list(glyphs(every_form[scenario].pdf))
    assert len(shown_glyphs) > 300
    assert 0 not in shown_glyphs


def test_a_missing_glyph_would_be_seen() -> None:
    fonts = find_fonts(())
    source = '#set text(font: "Noto Serif CJK SC", fallback: false)\n甲𓀀乙'.encode()
    pdf = typst.compile(source, font_paths=fonts, ignore_system_fonts=True)
    assert list(glyphs(pdf)).count(0) == 1


@every_scenario
def test_text_stays_inside_the_margins(scenario: str, every_form: dict[str, ComposedForm]) -> None:
    for page in pages(every_form[scenario]):
        width, height = page.get_size()
        boxes = characters(page).boxes
        assert boxes[:, 0].min() >= SIDE - 1
        assert boxes[:, 2].max() <= width - SIDE + 1
        assert boxes[:, 1].min() >= BOTTOM
        assert boxes[:, 3].max() <= height - TOP


@every_scenario
def test_text_crosses_no_line_of_its_box(
    scenario: str, every_form: dict[str, ComposedForm]
) -> None:
    for page in pages(every_form[scenario]):
        text, drawn = characters(page), lines(page)
        assert len(drawn) > 5
        assert not crossing(text, drawn)


def crossing(text: Placed, drawn: np.ndarray) -> list[str]:
    """Return the characters that touch a line."""
    boxes = text.boxes[:, None, :]
    low = np.maximum(boxes[:, :, :2], drawn[None, :, :2])
    high = np.minimum(boxes[:, :, 2:], drawn[None, :, 2:])
    touching = (high >= low).all(axis=2).any(axis=1)
    return [text.characters[place] for place in np.flatnonzero(touching)]


def test_a_crossed_line_would_be_seen() -> None:
    fonts = find_fonts(())
    source = "#table(columns: (1cm, 5cm), box(width: 3cm)[一二三四五六], [])".encode()
    pdf = typst.compile(source, font_paths=fonts, ignore_system_fonts=True)
    [page] = pypdfium2.PdfDocument(pdf)
    assert crossing(characters(page), lines(page))


@every_scenario
def test_no_heading_stands_alone_at_the_end_of_a_page(
    scenario: str, every_form: dict[str, ComposedForm]
) -> None:
    for page in pages(every_form[scenario]):
        text = page.get_textpage().get_text_range().splitlines()
        body = [line for line in text if line.strip() and not line.startswith("校验码")]
        assert not HEADING.match(body[-1].strip()), body[-1]


@every_scenario
def test_seals_stand_clear_of_all_text_but_the_date(
    scenario: str, every_form: dict[str, ComposedForm], written: dict[str, Filing]
) -> None:
    day = squeezed(f"{written[scenario].filed_on:%Y年%-m月%-d日}由行政机关加盖电子签章")
    form = every_form[scenario]
    places = seal_places(form.pdf)
    assert places
    for number, centre in places:
        text = characters(pages(form)[number])
        middles = (text.boxes[:, :2] + text.boxes[:, 2:]) / 2
        inside = np.hypot(*(middles - centre).T) < SEAL_MM / 20 * CM - 4
        assert {text.characters[each] for each in np.flatnonzero(inside)} <= set(day)


@every_scenario
def test_both_printings_say_the_same(
    scenario: str,
    every_form: dict[str, ComposedForm],
    registry: Registry,
    written: dict[str, Filing],
) -> None:
    form, filing = every_form[scenario], written[scenario]
    fields = shown(registry.service_of(scenario).form(scenario), filing)
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert squeezed(form.title) in text
        assert filing.case_no in text
        assert form.check_code in text
        for field in fields:
            if field.format == "photo_1inch":
                continue
            assert squeezed(field.label) in text, field.key
            if field.type not in {"bool", "table", "image"}:
                value = squeezed(printed(field.type, filing.text(field.key)))
                assert value in text, field.key


@every_scenario
def test_every_page_is_numbered(scenario: str, every_form: dict[str, ComposedForm]) -> None:
    texts = pdf_pages(every_form[scenario].pdf)
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in text


@every_scenario
def test_the_case_number_can_be_scanned(
    scenario: str, every_form: dict[str, ComposedForm], written: dict[str, Filing]
) -> None:
    codes = zxingcpp.read_barcodes(pdf_picture(every_form[scenario].pdf, scale=3))
    read = {str(code.format): code.text for code in codes}
    assert len(read) == 2
    assert written[scenario].case_no in read.values()
    assert any(every_form[scenario].check_code in text for text in read.values())
