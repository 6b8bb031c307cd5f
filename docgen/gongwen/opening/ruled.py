"""The tables that lines on a page rule: cells by row and column, joined where none parts them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from docgen.gongwen.opening.rules import Rule

NEAR: Final = 3.0
"""Points by which lines that are meant to meet, or to be one, may miss each other."""
COVERED: Final = 0.7
"""Share of the edge of a cell that a line must go along."""
MOST: Final = 400
"""Lines of a page that are looked at."""
LARGEST: Final = 0.5
"""Share of the page that no cell has: that is a frame around text."""

Edges = tuple[Sequence[float], Sequence[Rule]]
"""Where cells may end in one direction, and the lines that part them."""
Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


@dataclass(frozen=True)
class Ruled:
    """The cells of a table, by row and column."""

    cells: dict[tuple[int, int], Area]

    def cell_of(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell in which a point lies."""
        for at, (left, top, right, bottom) in self.cells.items():
            if left <= x < right and top <= y < bottom:
                return at
        return None


def ruled_tables(rules: Sequence[Rule], page: tuple[float, float], scale: float) -> list[Ruled]:
    """Return the tables with two cells or more; ``page`` is its width and height in pixels."""
    near = NEAR * scale
    lines = list(_joined(rules, near))
    if len(lines) > MOST:
        return []
    found = (_table(group, near) for group in _meeting(lines, near))
    largest = LARGEST * page[0] * page[1]
    return [
        table
        for table in found
        if len(table.cells) > 1 and max(map(_size, table.cells.values())) < largest
    ]


def _size(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])


def _joined(rules: Iterable[Rule], near: float) -> Iterator[Rule]:
    """Yield lines put together from those in one line that touch, as cells draw them."""
    for _, own in groupby(sorted(rules, key=lambda each: each.lying), key=lambda each: each.lying):
        level: list[Rule] = []
        for each in sorted(own, key=lambda rule: rule.at):
            if level and each.at - level[0].at > near:
                yield from _touching(level, near)
                level = []
            level.append(each)
        yield from _touching(level, near)


def _touching(level: Sequence[Rule], near: float) -> Iterator[Rule]:
    held: Rule | None = None
    for each in sorted(level, key=lambda rule: rule.start):
        if held is not None and each.start <= held.end + near:
            held = replace(held, end=max(held.end, each.end))
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _meeting(lines: Sequence[Rule], near: float) -> list[list[Rule]]:
    """Return lines in groups that hang together."""
    groups: list[list[Rule]] = []
    for line in lines:
        met = [group for group in groups if any(_meet(line, each, near) for each in group)]
        groups = [group for group in groups if group not in met]
        groups.append([line, *(each for group in met for each in group)])
    return groups


def _meet(one: Rule, other: Rule, near: float) -> bool:
    if one.lying is other.lying:
        return False
    return all(a.start - near <= b.at <= a.end + near for a, b in ((one, other), (other, one)))


def _table(lines: Sequence[Rule], near: float) -> Ruled:
    """Return the cells between lines that hang together; a side that is open counts as ruled."""
    lying = [each for each in lines if each.lying]
    standing = [each for each in lines if not each.lying]
    if not lying or not standing:
        return Ruled({})
    across = _places([each.at for each in standing], lying, near)
    down = _places([each.at for each in lying], standing, near)
    return Ruled(dict(_cells((across, standing), (down, lying), near)))


def _places(own: Iterable[float], others: Sequence[Rule], near: float) -> list[float]:
    """Return where lines are, and the ends of those across them that go further."""
    ends = [min(each.start for each in others), max(each.end for each in others)]
    places: list[float] = []
    for at in sorted({*own, *ends}):
        if not places or at - places[-1] > near:
            places.append(at)
    return places


def _cells(columns: Edges, rows: Edges, near: float) -> Iterator[tuple[tuple[int, int], Area]]:
    """Yield cells: each as wide and as high as no line parts it."""
    (across, standing), (down, lying) = columns, rows
    taken: set[tuple[int, int]] = set()
    for row, (top, low) in enumerate(pairwise(down)):
        for column, (left, far) in enumerate(pairwise(across)):
            if (row, column) in taken:
                continue
            right, bottom = column + 1, row + 1
            while right < len(across) - 1 and not _runs(standing, across[right], (top, low), near):
                right += 1
            while bottom < len(down) - 1 and not _runs(lying, down[bottom], (left, far), near):
                bottom += 1
            taken |= {(r, c) for r in range(row, bottom) for c in range(column, right)}
            yield (row, column), (left, top, across[right], down[bottom])


def _runs(lines: Sequence[Rule], at: float, edge: tuple[float, float], near: float) -> bool:
    """Tell whether a line runs along an edge."""
    slack = (edge[1] - edge[0]) * (1 - COVERED)
    return any(
        abs(each.at - at) <= near and each.start <= edge[0] + slack and each.end >= edge[1] - slack
        for each in lines
    )
