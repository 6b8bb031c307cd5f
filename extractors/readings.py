"""Which of two readings of one value to keep."""

from itertools import takewhile

from models.records import Box, FieldValue, Support

CLEAR = 0.8
"""A second reading without a check must be at least this clear to fill an empty field."""


ALIKE = 0.5
"""Two readings that begin alike for this share are of one value, whose end the ink covers."""


def better(first: FieldValue, second: FieldValue) -> FieldValue:
    """Return the second reading where it proves itself; the first saw more of what is around."""
    if second.check:
        return second if second.check.passed else first
    return second if first.value is None and second.score >= CLEAR else first


def is_unclear(value: FieldValue) -> bool:
    """Tell whether a value has the form it should have but no proof, and was read with doubt."""
    return value.support is Support.SHAPED and value.score < CLEAR


def clearer(first: FieldValue, second: FieldValue) -> FieldValue:
    """Return the clearer of two readings that both have the right form."""
    passed = second.check is not None and second.check.passed
    return second if passed and second.score > first.score else first


def bared(inked: FieldValue, bare: FieldValue) -> FieldValue:
    """Return a value that red ink touches as it reads without that ink.

    What is itself printed in red is gone with the ink and stays as it was read. Ink hides the end
    of a value or adds to it; two clear readings that differ otherwise refute each other, and so
    does an unclear one that is longer.
    """
    first, second = inked.text, bare.text
    if not second or first == second:
        return inked
    if bare.score < CLEAR or bare.support is Support.REFUTED:
        return _refuted(inked) if len(second) > len(first) else inked
    proves = bare.check is not None and inked.support is Support.REFUTED
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )
    if proves or alike == min(len(first), len(second)) or alike >= len(second) * ALIKE:
        return uncovered(bare)
    return _refuted(inked)


def uncovered(value: FieldValue) -> FieldValue:
    """Return a value read under ink: it may be cut, so its place alone says little for it."""
    plain = value.support is Support.PLAIN
    return value.model_copy(update={"support": Support.LOOSE}) if plain else value


def meets(box: Box | None, area: Box) -> bool:
    """Tell whether an area lies over a value or where its next character would stand."""
    if box is None:
        return False
    left, top, right, bottom = box
    across = left < area[2] and area[0] < right + (bottom - top)
    return across and top < area[3] and area[1] < bottom


def _refuted(value: FieldValue) -> FieldValue:
    return value.model_copy(update={"support": Support.REFUTED})
