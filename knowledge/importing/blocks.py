"""The parts of a text, whatever file it came from: headings, paragraphs, items, tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from knowledge.importing.inert import inert, inert_cell, untagged

Rows = tuple[tuple[str, ...], ...]
DEEPEST: Final = 6
"""Levels of headings that Markdown has."""
MOST_CELLS: Final = 200_000
"""Of one table; a larger one is cut, and said to be."""


@dataclass(frozen=True)
class Block:
    """One part. The words are plain, but for links and footnotes, which are Markdown already."""

    words: str = ""
    level: int = 0
    """Of a heading, from 1; 0 for anything else."""
    item: int = 0
    """How deep an item of a list stands, from 1; 0 for anything else."""
    mark: str = "-"
    """What an item begins with."""
    rows: Rows = ()
    """Of a table, its head first, all of one length."""
    centred: bool = False
    bold: bool = False
    """The whole of it."""
    large: bool = False
    """In larger print than the text."""

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph."""
        return not (self.level or self.item or self.rows)


def tabled(rows: Iterable[Iterable[str]]) -> Iterator[Block]:
    """Yield a table, and before it what stands above its head in a row of one cell: its title.

    Every row is of one length; empty rows and columns are left out.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max(map(len, cells), default=0)
    while len(cells) > 1 and width > 1 and len(cells[0]) == 1:
        yield Block(cells.pop(0)[0], bold=True)
    padded = [
        row + [""] * (width - len(row)) for row in cells[: max(1, MOST_CELLS // (width or 1))]
    ]
    kept = [column for column in range(width) if any(row[column] for row in padded)]
    if kept:
        yield Block(rows=tuple(tuple(row[column] for column in kept) for row in padded))


def markdown(blocks: Iterable[Block]) -> str:
    """Return the text of blocks as Markdown without HTML.

    >>> print(markdown([Block("材料", level=2), Block("身份证", item=1), Block("照片", item=1)]))
    ## 材料
    <BLANKLINE>
    - 身份证
    - 照片
    """
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = "\n".join(_lines(block))
        if text:
            together = before is not None and bool(before.item and block.item)
            parts.append(("\n" if together else "\n\n") + text if parts else text)
            before = block
    return "".join(parts)


def shifted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with the highest heading at level 2, below the title, and none skipped."""
    every = tuple(blocks)
    levels = sorted({block.level for block in every if block.level})
    order = {level: min(place, DEEPEST) for place, level in enumerate(levels, start=2)}
    return tuple(replace(block, level=order.get(block.level, 0)) for block in every)


def _lines(block: Block) -> Iterator[str]:
    if block.rows:
        head, *rows = block.rows
        yield _row(head)
        yield _row("---" for _ in head)
        yield from map(_row, rows)
    elif block.level:
        yield f"{'#' * block.level} {untagged(' '.join(block.words.split()))}"
    elif block.item:
        yield f"{'  ' * (block.item - 1)}{block.mark} {untagged(' '.join(block.words.split()))}"
    else:
        yield from (inert(line) for each in block.words.splitlines() if (line := each.strip()))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(inert_cell, cells))} |"
