import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.specs import Column, FormField
from models.tables import NO_TABLE, read_rows, write_rows

COLUMNS = tuple(Column(key=key, label=key) for key in "abc")
ROWS = st.lists(st.fixed_dictionaries({key: st.text() for key in "abc"}), min_size=1)


@given(rows=ROWS)
def test_rows_come_back_as_they_were_written(rows: list[dict[str, str]]) -> None:
    assert [dict(row) for row in read_rows(COLUMNS, write_rows(rows))] == rows


@given(text=st.text())
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        rows = read_rows(COLUMNS, text)
    except ValueError as error:
        refused = str(error)
    else:
        refused = ""
        assert all(set(row) == set("abc") for row in rows)
    assert refused in {"", NO_TABLE}


def test_a_cell_that_no_column_declares_is_refused_not_dropped() -> None:
    with pytest.raises(ValueError, match="不是可以读出的表格"):
        read_rows(COLUMNS, write_rows([{"a": "1", "d": "2"}]))


def test_a_table_without_rows_leaves_its_box_empty() -> None:
    assert write_rows([]) == ""


@pytest.mark.parametrize("box", [{"type": "table"}, {"type": "string", "columns": COLUMNS}])
def test_a_table_and_no_other_box_declares_columns(box: dict) -> None:
    with pytest.raises(ValidationError, match="declares its columns"):
        FormField(key="x", label="明细", **box)
