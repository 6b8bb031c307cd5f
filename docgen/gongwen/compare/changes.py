"""The changes inside paragraphs that belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from docgen.gongwen.compare.aligned import Pair
from docgen.gongwen.compare.difference import Difference, Kind, Topic
from docgen.gongwen.compare.edits import Edit, edits_of
from docgen.gongwen.compare.sides import Side, Sides
from docgen.gongwen.compare.tokens import Token, folded
from docgen.gongwen.document.opened import Source

BREAK = Token("¶", key="\n¶")
"""Between paragraphs of one group; no token of a text has its key."""
WEAK = 0.9
"""Confidence of recognition below which a character or two may be misread."""


@dataclass(frozen=True)
class Kept:
    """Characters that stayed: of paragraph ``left`` from ``start``, of ``right`` from ``at``."""

    left: int
    start: int
    right: int
    at: int
    length: int


@dataclass(frozen=True)
class _Spot:
    """Before a token: its paragraph and the character in it."""

    paragraph: int
    offset: int


@dataclass
class _Joined:
    """The paragraphs of one side of a pair as tokens."""

    tokens: list[Token]
    spots: list[_Spot]
    """Before each token, and one behind the last."""


def changes_of(sides: Sides, pair: Pair) -> tuple[list[Difference], list[Kept]]:
    """Return what became of the words of a pair, and what stayed of them."""
    if _same(sides, pair):
        length = len(sides.left[pair.left[0]].text)
        return [], [Kept(pair.left[0], 0, pair.right[0], 0, length)]
    left, right = _joined(sides.left, pair.left), _joined(sides.right, pair.right)
    edits = edits_of(left.tokens, right.tokens)
    found = list(_unsure(sides, left, right, edits))
    for edit in edits:
        found += _told(sides, left, right, edit)
    return found, list(_kept(left, right, edits))


def _same(sides: Sides, pair: Pair) -> bool:
    alone = len(pair.left) == len(pair.right) == 1
    return alone and sides.left[pair.left[0]].text == sides.right[pair.right[0]].text


def _joined(side: Side, paragraphs: Sequence[int]) -> _Joined:
    joined = _Joined([], [])
    for place, paragraph in enumerate(paragraphs):
        if place:
            before = paragraphs[place - 1]
            joined.spots.append(_Spot(before, len(side[before].text)))
            joined.tokens.append(BREAK)
        offset = 0
        for token in side.tokens(paragraph):
            joined.spots.append(_Spot(paragraph, offset))
            joined.tokens.append(token)
            offset += len(token.text)
    joined.spots.append(_Spot(paragraphs[-1], len(side[paragraphs[-1]].text)))
    return joined


def _told(sides: Sides, left: _Joined, right: _Joined, edit: Edit) -> Iterator[Difference]:
    """Yield an edit as differences: words within one paragraph, and each cut or join by itself."""
    cuts = zip_longest(_pieces(left.tokens, edit.a, edit.b), _pieces(right.tokens, edit.c, edit.d))
    a, c = edit.a, edit.c
    for number, (own, other) in enumerate(cuts):
        if number:
            yield from _cut(sides, left, right, (own, other), (a, c))
        part = Edit(*(own or (a, a)), *(other or (c, c)))
        a, c = part.b, part.d
        if part.a < a or part.c < c:
            yield _words(sides, left, right, part)


def _pieces(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of tokens between breaks."""
    breaks = [at for at in range(start, end) if tokens[at] is BREAK]
    return list(zip([start, *(at + 1 for at in breaks)], [*breaks, end], strict=True))


def _cut(
    sides: Sides,
    left: _Joined,
    right: _Joined,
    pieces: tuple[tuple[int, int] | None, tuple[int, int] | None],
    ends: tuple[int, int],
) -> Iterator[Difference]:
    """Yield the cut or join before a piece that only one side has."""
    own, other = pieces
    if own is not None and other is not None:
        return
    kind = Kind.SPLIT if own is None else Kind.MERGE
    spot = left.spots[ends[0]]
    there = right.spots[other[0] if other else ends[1]]
    yield Difference(
        kind=kind,
        topic=Topic.FORMAT,
        left=sides.left.place(spot.paragraph, spot.offset, spot.offset),
        right=sides.right.place(there.paragraph, there.offset, there.offset),
        sure=not sides.lenient,
    )


def _words(sides: Sides, left: _Joined, right: _Joined, edit: Edit) -> Difference:
    before = "".join(token.text for token in left.tokens[edit.a : edit.b])
    after = "".join(token.text for token in right.tokens[edit.c : edit.d])
    a, c = left.spots[edit.a], right.spots[edit.c]
    own = sides.left.place(a.paragraph, a.offset, a.offset + len(before))
    other = sides.right.place(c.paragraph, c.offset, c.offset + len(after))
    topic = _topic(left.tokens[edit.a : edit.b], right.tokens[edit.c : edit.d])
    kind = _kind(before, after, topic)
    return Difference(
        kind=Kind.CELL if own.cell and other.cell else kind,
        topic=topic,
        left=own,
        right=other,
        before=before,
        after=after,
        sure=_is_sure(sides, a.paragraph, c.paragraph, before, after),
    )


def _topic(before: Sequence[Token], after: Sequence[Token]) -> Topic:
    met = {token.topic for token in (*before, *after)}
    return next((topic for topic in Topic if topic in met), Topic.TEXT)


def _kind(before: str, after: str, topic: Topic) -> Kind:
    if not before or not after:
        return Kind.INSERT if after else Kind.DELETE
    counted = topic in {Topic.MONEY, Topic.TERM, Topic.DATE, Topic.NUMBER}
    return Kind.NUMBER if counted else Kind.REPLACE


def _is_sure(sides: Sides, left: int, right: int, before: str, after: str) -> bool:
    if not sides.lenient:
        return True
    if folded(before) == folded(after):
        return False
    weak = any(
        side.opened.source is Source.SCAN and side[at].confidence < WEAK
        for side, at in ((sides.left, left), (sides.right, right))
    )
    return not (weak and max(len(before), len(after)) <= 2)


def _unsure(
    sides: Sides, left: _Joined, right: _Joined, edits: Sequence[Edit]
) -> Iterator[Difference]:
    """Yield what differs in width or blanks only, token by token."""
    if not sides.lenient:
        return
    for a, c in _steady(left, right, edits):
        if left.tokens[a].text != right.tokens[c].text:
            yield _words(sides, left, right, Edit(a, a + 1, c, c + 1))


def _steady(left: _Joined, right: _Joined, edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Yield the tokens that stayed, on both sides."""
    a = c = 0
    for edit in (*edits, Edit(len(left.tokens), 0, len(right.tokens), 0)):
        yield from zip(range(a, edit.a), range(c, edit.c), strict=True)
        a, c = edit.b, edit.d


def _kept(left: _Joined, right: _Joined, edits: Sequence[Edit]) -> Iterator[Kept]:
    for a, c in _steady(left, right, edits):
        token = left.tokens[a]
        if token is not BREAK and token.text == right.tokens[c].text:
            own, other = left.spots[a], right.spots[c]
            yield Kept(own.paragraph, own.offset, other.paragraph, other.offset, len(token.text))
