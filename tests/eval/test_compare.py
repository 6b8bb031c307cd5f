"""Seeded edits are found exactly, and nothing else is told."""

import random

import pytest

from eval.compare.measure import measure

FRESH = random.SystemRandom().randrange(10**6)
"""Another seed each time: its number is in the name of a test that fails."""


@pytest.mark.parametrize("seed", [7, FRESH])
def test_seeded_edits_are_found_exactly(seed: int) -> None:
    report = measure(seed, 40)
    assert report.misses == ()
    assert (report.found, report.extra) == (40, 0)
