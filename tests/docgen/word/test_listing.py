"""Reports print whatever words they are given, in columns as wide as said."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.word.listing import Column, Listing, print_listing

COLUMNS = (Column("序号", 30), Column("内容", 140))


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=3))
@settings(max_examples=40, deadline=None)
def test_whatever_the_words_are_every_row_is_there(line: str, rows: list[tuple[str, str]]) -> None:
    listing = Listing(title="样张报告", lines=(line,), columns=COLUMNS, rows=rows)
    document = Document(BytesIO(print_listing(listing)))
    assert [len(table.rows) for table in document.tables] == ([len(rows) + 1] if rows else [])
    assert len(document.paragraphs) == 2


def test_columns_are_as_wide_as_said_and_the_head_stands_on_every_page() -> None:
    listing = Listing(title="样张", lines=(), columns=COLUMNS, rows=[("1", "甲\x00乙")])
    (table,) = Document(BytesIO(print_listing(listing))).tables
    widths = [cell.width for cell in table.rows[1].cells]
    assert [round(width / Mm(1)) for width in widths] == [each.width for each in COLUMNS]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(1, 1).text == "甲 乙"
