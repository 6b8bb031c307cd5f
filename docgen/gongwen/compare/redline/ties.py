"""Which paragraphs stay, and what became of their words: a comparison as the weaver needs it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docgen.gongwen.compare.aligned import Pair
from docgen.gongwen.compare.changes import Kept, changes_of
from docgen.gongwen.compare.compare import place_key
from docgen.gongwen.compare.difference import Comparison, Difference, Kind
from docgen.gongwen.compare.sides import Sides

_PRINT: Final = frozenset({Kind.FORMAT, Kind.PAGE})


@dataclass(frozen=True)
class Tie:
    """Paragraphs of the older file that stay where they are as paragraphs of the newer one."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    edits: tuple[Difference, ...]
    """Of words, cuts and joins, in order; left and right differ in no other words."""
    kept: tuple[Kept, ...] | None = None
    """The words that stayed; ``None`` where all is printed as it was."""


class Ties:
    """All of them, by the first paragraph on the left, and what was moved."""

    def __init__(self, comparison: Comparison | None, sides: Sides) -> None:
        """Take them from a comparison; without one nothing stays."""
        self.by_left: dict[int, Tie] = {}
        self.moved: dict[int, Tie] = {}
        """Paragraphs that stand elsewhere on the right, with the edits of their words."""
        if comparison is None:
            return
        edits = _edits(comparison)
        printed = {
            each.left.paragraph
            for each in comparison.differences
            if each.left is not None and each.kind is Kind.FORMAT
        }
        for row in comparison.rows:
            if row.left and row.right and not row.moved:
                pair = Pair(row.left, row.right)
                cut = len(row.left) + len(row.right) > 2  # only the first two settings are compared
                otherwise = cut or bool(printed.intersection(row.left))
                kept = tuple(changes_of(sides, pair)[1]) if otherwise else None
                tie = Tie(row.left, row.right, tuple(_of(edits, row.left)), kept)
                self.by_left[row.left[0]] = tie
        moves = (each.moved for each in comparison.differences if each.kind is Kind.MOVE)
        self.moved = {
            step.left: Tie((step.left,), (step.right,), tuple(_of(edits, (step.left,))))
            for move in moves
            for step in move
        }


def _edits(comparison: Comparison) -> dict[int, list[Difference]]:
    """Return what happened within paragraphs, by paragraph on the left."""
    found: dict[int, list[Difference]] = defaultdict(list)
    for each in sorted(comparison.differences, key=place_key):
        whole = each.removed or each.added or each.moved
        if not whole and each.left is not None and each.kind not in _PRINT:
            found[each.left.paragraph].append(each)
    return found


def _of(edits: dict[int, list[Difference]], left: Sequence[int]) -> list[Difference]:
    return [edit for number in left for edit in edits.get(number, ())]
