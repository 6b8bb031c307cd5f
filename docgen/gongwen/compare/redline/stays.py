"""Which blocks of a text, and which rows of a table, stay: in order on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.gongwen.compare.redline.stories import (
    PARAGRAPH,
    ROW,
    TABLE,
    Held,
    around,
    paragraphs_of,
    rows_of,
)
from docgen.gongwen.compare.redline.ties import Tie, Ties
from docgen.gongwen.compare.redline.words import is_plain

Node = Any
"""An element of lxml."""


@dataclass(frozen=True)
class Stay:
    """Blocks ``left[a:b]`` that stay as ``right[c:d]``: tables, or paragraphs."""

    a: int
    b: int
    c: int
    d: int
    tie: Tie | None = None
    """Of paragraphs whose edits are known."""


@dataclass(frozen=True)
class Finder:
    """Finds what stays, by what the comparison has tied together."""

    older: Held
    newer: Held
    ties: Ties

    def blocks(self, left: Sequence[Node], right: Sequence[Node]) -> list[Stay]:
        """Return which blocks of a text stay.

        The last paragraphs of both belong together in any case: Word always has one there.
        """
        found = list(_rising(self._blocks(left, right)))
        a, c = (found[-1].b, found[-1].d) if found else (0, 0)
        both = a < len(left) and c < len(right)
        if both and left[-1].tag == right[-1].tag == PARAGRAPH:
            found.append(Stay(len(left) - 1, len(left), len(right) - 1, len(right)))
        return found

    def rows(self, left: Node, right: Node) -> list[tuple[Node, Node]]:
        """Return which rows of a table stay."""
        own, others = rows_of(left), rows_of(right)
        places = {row: place for place, row in enumerate(others)}
        pairs = (
            Stay(place, place + 1, places[there], places[there] + 1)
            for place, row in enumerate(own)
            if (there := self._there(row, ROW)) in places
        )
        return [(own[stay.a], others[stay.c]) for stay in _rising(pairs)]

    def _blocks(self, left: Sequence[Node], right: Sequence[Node]) -> Iterator[Stay]:
        places = {block: place for place, block in enumerate(right)}
        for place, block in enumerate(left):
            if block.tag == TABLE:
                there = self._there(block, TABLE)
                if there in places:
                    yield Stay(place, place + 1, places[there], places[there] + 1)
                continue
            number = self.older.number(block)
            tie = self.ties.by_left.get(number) if number is not None else None
            if tie is not None:
                yield from self._tied(tie, place, left, right)

    def _tied(
        self, tie: Tie, place: int, left: Sequence[Node], right: Sequence[Node]
    ) -> Iterator[Stay]:
        """Yield a tie whose paragraphs stand one behind the other on both sides."""
        own = [self.older.elements[each] for each in tie.left]
        others = [self.newer.elements[each] for each in tie.right]
        there = next((at for at, block in enumerate(right) if block is others[0]), None)
        if there is None:
            return
        a, c = place + len(own), there + len(others)
        if list(left[place:a]) != own or list(right[there:c]) != others:
            return
        plain = not tie.edits or all(map(is_plain, others))
        if plain:
            yield Stay(place, a, there, c, tie)
        elif len(own) == len(others) == 1:
            yield Stay(place, a, there, c)

    def _there(self, block: Node, tag: str) -> Node | None:
        """Return the table or row that holds what a paragraph of this one has become."""
        for paragraph in paragraphs_of(block):
            number = self.older.number(paragraph)
            tie = self.ties.by_left.get(number) if number is not None else None
            if tie is not None:
                return around(self.newer.elements[tie.right[0]], tag)
        return None


def _rising(stays: Iterator[Stay]) -> Iterator[Stay]:
    """Yield those that come after the ones before them on both sides."""
    a = c = 0
    for stay in stays:
        if stay.a >= a and stay.c >= c:
            a, c = stay.b, stay.d
            yield stay
