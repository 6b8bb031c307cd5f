"""Seeded edits are found exactly, and nothing else is told."""

import pytest

from eval.compare.measure import measure


@pytest.mark.parametrize("seed", [7, 74872])
def test_seeded_edits_are_found_exactly(seed: int) -> None:
    report = measure(seed, 40)
    assert report.misses == ()
    assert (report.found, report.extra) == (40, 0)
