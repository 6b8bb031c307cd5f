from hypothesis import given
from hypothesis import strategies as st

from docgen.forms.marks import ORIGINS
from docgen.forms.sheet import HALF_ROW, Entry, in_rows, size_of
from prefill.sources import read_sources

ENTRIES = st.lists(st.booleans()).map(
    lambda widths: [Entry(label=str(place), wide=wide) for place, wide in enumerate(widths)]
)


@given(entries=ENTRIES)
def test_every_entry_stands_once_and_wide_ones_alone(entries: list[Entry]) -> None:
    rows = in_rows(entries)
    placed = [each for row in rows for each in row]
    assert sorted(each.label for each in placed) == sorted(each.label for each in entries)
    assert all(len(row) == 1 or (len(row) == 2 and not row[0].wide) for row in rows)
    assert all(not each.wide for row in rows if len(row) == 2 for each in row)


@given(entries=ENTRIES)
def test_entries_of_one_width_keep_their_order_and_at_most_one_is_left_single(
    entries: list[Entry],
) -> None:
    rows = in_rows(entries)
    for wide in (True, False):
        placed = [each.label for row in rows for each in row if each.wide is wide]
        assert placed == [each.label for each in entries if each.wide is wide]
    assert sum(len(row) == 1 and not row[0].wide for row in rows) <= 1


def test_length_is_measured_in_print_not_in_characters() -> None:
    assert size_of("LYZAGBBE0PA018276") < HALF_ROW
    assert size_of("重型厢式货车") < HALF_ROW
    assert size_of("上海样张长风货物运输有限公司") > HALF_ROW


def test_every_kind_of_source_has_its_mark() -> None:
    assert {source.kind for source in read_sources().values()} <= set(ORIGINS)
