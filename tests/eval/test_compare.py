"""Seeded edits are found exactly, and nothing else is told."""

import pytest

from eval.compare.measure import measure
from eval.compare.tracked import measure_tracked
from models.errors import OfficeUnavailableError


@pytest.mark.parametrize("seed", [7, 74872])
def test_seeded_edits_are_found_exactly(seed: int) -> None:
    report = measure(seed, 40)
    assert report.misses == ()
    assert (report.found, report.extra) == (40, 0)


def test_seeded_edits_are_tracked_where_they_are() -> None:
    def absent(_: bytes) -> bytes:
        raise OfficeUnavailableError

    told = measure_tracked(7, 30, absent)
    assert (told.accepted, told.rejected, told.single) == (told.files,) * 3 == (3, 3, 3)
    assert told.opened is None
