"""A table on a form grows with its rows, over as many pages as they need."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from docgen.forms.compose import ComposedForm, compose
from docgen.forms.grids import share
from intake.registry import Registry
from models.records import Filing, FormValue
from models.tables import write_rows
from tests.docgen.reading import docx_text, pdf_pages, pdf_text

ROWS = [
    {"lot": f"样张路{number:03}号", "day": "2026-10-29", "amount": f"{number}.00"}
    for number in range(1, 121)
]


@pytest.fixture(scope="module")
def long(registry: Registry, written: dict[str, Filing]) -> ComposedForm:
    return with_rows(registry, written["P02"], write_rows(ROWS))


def with_rows(registry: Registry, filing: Filing, text: str) -> ComposedForm:
    form = tuple(box for box in filing.form if box.key != "bills")
    bills = FormValue(key="bills", value=text, source="db.parking_bill")
    changed = filing.model_copy(update={"form": (*form, bills)})
    return compose(changed, registry.service_of("P02"), "P02")


def test_every_row_is_printed_with_its_number(long: ComposedForm) -> None:
    for text in (pdf_text(long.pdf), docx_text(long.docx)):
        for number, row in enumerate(ROWS, 1):
            assert f"{number}{row['lot']}2026年10月29日{row['amount']}" in text


def test_the_head_stands_on_every_page_of_the_table(long: ComposedForm) -> None:
    pages = [text for text in pdf_pages(long.pdf) if "样张路" in text]
    assert len(pages) > 3
    for text in pages:
        assert text.index("停车场（路段）停车日期欠费金额（元）") < text.index("样张路")


def test_word_repeats_the_head_too(long: ComposedForm) -> None:
    tables = docx.Document(BytesIO(long.docx)).tables
    [table] = [each for each in tables if len(each.rows) > len(ROWS)]
    repeats = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeats == [True, True] + [False] * len(ROWS)
    assert "停车日期" in "".join(cell.text for cell in table.rows[1].cells)


def test_an_empty_table_says_so(registry: Registry, written: dict[str, Filing]) -> None:
    form = with_rows(registry, written["P02"], "")
    assert "停车日期欠费金额（元）—" in pdf_text(form.pdf)
    assert "停车日期" in docx_text(form.docx)


def test_what_is_no_table_is_shown_as_it_stands(
    registry: Registry, written: dict[str, Filing]
) -> None:
    form = with_rows(registry, written["P02"], "样张路 15.00；#read(1) {{ 7*7 }}")
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert "样张路15.00；#read(1){{7*7}}" in text


def test_code_in_a_cell_is_shown_and_not_run(
    registry: Registry, written: dict[str, Filing]
) -> None:
    hostile = "{%tr for x in y %}</w:t>#read(1)"
    form = with_rows(registry, written["P02"], write_rows([{"lot": hostile}]))
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert "".join(hostile.split()) in text


@pytest.mark.parametrize(
    ("weights", "parts"), [([1], (11,)), ([5, 5], (6, 5)), ([4, 40, 4], (1, 9, 1))]
)
def test_columns_share_the_row_by_their_text(weights: list[float], parts: tuple) -> None:
    assert share(11, weights) == parts
