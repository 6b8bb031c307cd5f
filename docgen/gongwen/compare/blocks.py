"""A file as the blocks that are matched: paragraphs, and tables with their cells."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.gongwen.compare.sides import Side
from docgen.gongwen.document.opened import Where

STREAMS: Final = (
    frozenset({Where.BODY, Where.TABLE}),
    frozenset({Where.NOTE}),
    frozenset({Where.HEADER}),
    frozenset({Where.FOOTER}),
)
"""What is matched with its like only."""


@dataclass
class Grid:
    """The cells of a table: the paragraphs in each, by row and column."""

    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """The rows that have cells, in order."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """The columns in which cells begin, in order."""
        return sorted({column for _, column in self.cells})

    def row(self, row: int) -> list[int]:
        """Return the paragraphs of a row."""
        return [each for (r, _), held in sorted(self.cells.items()) if r == row for each in held]

    def column(self, column: int) -> list[int]:
        """Return the paragraphs of a column."""
        return [each for (_, c), held in sorted(self.cells.items()) if c == column for each in held]


@dataclass
class Block:
    """A paragraph, or a table."""

    paragraphs: list[int]
    grid: Grid | None = None


def blocks_of(side: Side, stream: frozenset[Where]) -> list[Block]:
    """Return the blocks of a stream in order."""
    return list(_blocks(side, stream))


def as_lines(blocks: Sequence[Block], tables: Collection[int]) -> list[Block]:
    """Return blocks with tables, given by their places, read as one paragraph after the other."""
    found: list[Block] = []
    for place, block in enumerate(blocks):
        alone = place in tables and block.grid is not None
        found += [Block([each]) for each in block.paragraphs] if alone else [block]
    return found


def words_of(side: Side, paragraphs: Sequence[int], joint: str = "\t") -> str:
    """Return what counts of the text of paragraphs."""
    return joint.join(side.keys[each] for each in paragraphs)


def _blocks(side: Side, stream: frozenset[Where]) -> Iterator[Block]:
    tables: dict[int, Block] = {}
    for index, paragraph in enumerate(side.opened.paragraphs):
        if paragraph.where not in stream:
            continue
        cell = paragraph.cell
        if cell is None:
            yield Block([index])
            continue
        if cell.table not in tables:
            tables[cell.table] = Block([], Grid())
            yield tables[cell.table]
        block = tables[cell.table]
        block.paragraphs.append(index)
        if block.grid is not None:
            block.grid.cells.setdefault((cell.row, cell.column), []).append(index)
