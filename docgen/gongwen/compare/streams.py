"""Matches the blocks of two files: in order, moved, cut in two or joined."""

from collections.abc import Callable, Sequence

from docgen.gongwen.compare.aligned import Aligned, Pair
from docgen.gongwen.compare.blocks import STREAMS, Block, as_lines, blocks_of, words_of
from docgen.gongwen.compare.difference import Kind
from docgen.gongwen.compare.grids import align_grids
from docgen.gongwen.compare.matching import Matching, match
from docgen.gongwen.compare.sides import Side, Sides
from docgen.gongwen.compare.splits import Group, find_splits


def align(sides: Sides) -> Aligned:
    """Return which paragraphs of two files belong together; every one is told once."""
    aligned = Aligned(sides)
    for stream in STREAMS:
        lefts, rights = (blocks_of(side, stream) for side in (sides.left, sides.right))
        if sides.lenient:
            lefts, rights = _known_tables(sides, lefts, rights)
        align_blocks(aligned, lefts, rights)
    return aligned


def _known_tables(
    sides: Sides, lefts: Sequence[Block], rights: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """Return blocks where only those tables stay that both sides have.

    A table of pages may be recognised on one side only; its cells are lines there, and so are they
    here.
    """
    own = {at: _words(sides.left, block) for at, block in enumerate(lefts) if block.grid}
    others = {at: _words(sides.right, block) for at, block in enumerate(rights) if block.grid}
    matching = match(list(own.values()), list(others.values()))
    both = (*matching.pairs, *matching.moved)
    known, there = {list(own)[i] for i, _ in both}, {list(others)[j] for _, j in both}
    return as_lines(lefts, own.keys() - known), as_lines(rights, others.keys() - there)


def _words(side: Side, block: Block) -> str:
    return words_of(side, block.paragraphs)


def align_blocks(aligned: Aligned, lefts: Sequence[Block], rights: Sequence[Block]) -> None:
    """Match blocks, tables with tables and paragraphs with paragraphs."""
    own = [words_of(aligned.sides.left, block.paragraphs) for block in lefts]
    others = [words_of(aligned.sides.right, block.paragraphs) for block in rights]
    matching = _of_one_kind(match(own, others), lefts, rights)
    groups = _groups(aligned, matching, own, others, lefts, rights)
    done = {i for group in groups for i in group.left}
    for i, j in matching.pairs:
        if i not in done and not any(j in group.right for group in groups):
            _pair(aligned, lefts[i], rights[j])
    for group in groups:
        aligned.pairs.append(_grouped(group, lefts, rights))
    for i, j in matching.moved:
        _move(aligned, lefts[i], rights[j])
    used = (*matching.pairs, *matching.moved)
    _lone(lefts, done | {i for i, _ in used}, aligned.remove)
    given = {j for group in groups for j in group.right}
    _lone(rights, given | {j for _, j in used}, aligned.add)


def _of_one_kind(matching: Matching, lefts: Sequence[Block], rights: Sequence[Block]) -> Matching:
    def alike(pair: tuple[int, int]) -> bool:
        return (lefts[pair[0]].grid is None) == (rights[pair[1]].grid is None)

    return Matching(tuple(filter(alike, matching.pairs)), tuple(filter(alike, matching.moved)))


def _groups(
    aligned: Aligned,
    matching: Matching,
    own: Sequence[str],
    others: Sequence[str],
    lefts: Sequence[Block],
    rights: Sequence[Block],
) -> list[Group]:
    if not aligned.splits:
        return []

    def fits(i: int, j: int) -> bool:
        return lefts[i].grid is None and rights[j].grid is None

    return find_splits(own, others, matching, fits)


def _grouped(group: Group, lefts: Sequence[Block], rights: Sequence[Block]) -> Pair:
    return Pair(
        tuple(lefts[i].paragraphs[0] for i in group.left),
        tuple(rights[j].paragraphs[0] for j in group.right),
    )


def _pair(aligned: Aligned, left: Block, right: Block) -> None:
    if left.grid is not None and right.grid is not None:
        align_grids(aligned, left.grid, right.grid, _align_cell)
    else:
        aligned.pairs.append(Pair((left.paragraphs[0],), (right.paragraphs[0],)))


def _move(aligned: Aligned, left: Block, right: Block) -> None:
    inner = aligned.apart()
    _pair(inner, left, right)
    aligned.move(Kind.TABLE if left.grid else Kind.MOVE, inner)


def _align_cell(aligned: Aligned, left: Sequence[int], right: Sequence[int]) -> None:
    align_blocks(aligned, [Block([each]) for each in left], [Block([each]) for each in right])


def _lone(
    blocks: Sequence[Block], done: set[int], tell: Callable[[Kind, Sequence[int]], None]
) -> None:
    for place, block in enumerate(blocks):
        if place not in done:
            tell(Kind.TABLE if block.grid else Kind.INSERT, block.paragraphs)
