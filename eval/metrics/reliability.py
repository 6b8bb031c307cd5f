"""Whether confidence means what it says: of values with 0.9, nine in ten should be right."""

from collections.abc import Sequence
from itertools import pairwise

from models.records import Record

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Bounds of the bins: finer where most values lie."""

Outcome = tuple[float, bool]
"""The confidence of a value, and whether it was right."""


class Bin(Record):
    """Values of like confidence."""

    low: float
    high: float
    values: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Return the bins that hold any values, from the least confident to the most."""
    bins = []
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        held = [each for each in outcomes if low <= each[0] < high or (last and each[0] == high)]
        if held:
            bins.append(_bin(low, high, held))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the mean distance between confidence and share right, each value counting once."""
    values = sum(each.values for each in bins)
    if not values:
        return None
    apart = sum(abs(each.confidence - each.right) * each.values for each in bins)
    return round(apart / values, 4)


def _bin(low: float, high: float, held: Sequence[Outcome]) -> Bin:
    return Bin(
        low=low,
        high=high,
        values=len(held),
        confidence=round(sum(confidence for confidence, _ in held) / len(held), 4),
        right=round(sum(right for _, right in held) / len(held), 4),
    )
