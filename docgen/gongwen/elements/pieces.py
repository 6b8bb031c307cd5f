"""A file cut into the pieces that elements are made of: lines, parts of lines, and tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docgen.gongwen.document.opened import Opened, Paragraph, Where
from docgen.gongwen.elements.found import Place

BLANK = re.compile(r"\s+")
LINE = re.compile(r"[^\n\r\v\f]+")
LONGEST = 300
"""Characters of a line that may hold several elements; a longer one is text."""
FLOW = (Where.BODY, Where.TABLE)


@dataclass(frozen=True)
class Piece:
    """Words that belong to one element."""

    text: str
    """As it stands, without blanks at its ends; of a table, its cells, one a line."""
    place: Place
    paragraph: Paragraph
    cells: tuple[tuple[Place, Paragraph], ...] = ()
    """Of a table: the paragraphs of its cells."""
    alone: bool = True
    """Whether it is all of its line."""

    @property
    def bare(self) -> str:
        """The words without any blank."""
        return BLANK.sub("", self.text)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its words stand."""
        return tuple(place for place, _ in self.cells) or (self.place,)


@dataclass(frozen=True)
class Cutting:
    """What must be known of elements to cut a file."""

    cuts: tuple[re.Pattern[str], ...]
    """Lines that hold more than one element; each group is a piece."""
    frame: re.Pattern[str]
    """Words of the head or foot of a document, which may stand in a text box or a table."""
    foot: re.Pattern[str]
    """Those of them that belong to the foot."""


def cut(opened: Opened, cutting: Cutting) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of the document in reading order, and those that stand beside it.

    Text boxes and page headers with words of the head come first, those of the foot last; others
    stand beside the document, unless it has nothing else.
    """
    numbered = [each for each in enumerate(opened.paragraphs) if BLANK.sub("", _words(each[1]))]
    flow = [each for each in numbered if each[1].where in FLOW]
    floating = list(_lines((each for each in numbered if each[1].where not in FLOW), cutting))
    if not flow:
        return floating, []
    front = [each for each in floating if _belongs(each, cutting, foot=False)]
    back = [each for each in floating if _belongs(each, cutting, foot=True)]
    beside = [each for each in floating if not cutting.frame.search(each.bare)]
    first = [each for each in front if (each.place.page or 1) == 1]
    pieces = [*first, *_flow(flow, cutting), *back]
    for each in front:
        if each not in first:
            pieces.insert(_page_begins(pieces, each.place.page or 1), each)
    return pieces, beside


def _page_begins(pieces: Sequence[Piece], page: int) -> int:
    """Return where the first piece of a page, or of a later one, stands."""
    later = (at for at, each in enumerate(pieces) if (each.place.page or 1) >= page)
    return next(later, len(pieces))


def _belongs(piece: Piece, cutting: Cutting, *, foot: bool) -> bool:
    at_foot = bool(cutting.foot.search(piece.bare))
    return bool(cutting.frame.search(piece.bare)) and at_foot is foot


def _flow(flow: Iterable[tuple[int, Paragraph]], cutting: Cutting) -> Iterator[Piece]:
    for table, group in groupby(flow, key=lambda each: each[1].cell and each[1].cell.table):
        members = list(group)
        if table is None or _only_places(members, cutting.frame):
            yield from _lines(members, cutting)
        else:
            yield _table(members)


def _only_places(members: Sequence[tuple[int, Paragraph]], frame: re.Pattern[str]) -> bool:
    return all(frame.search(BLANK.sub("", _words(each))) for _, each in members)


def _lines(members: Iterable[tuple[int, Paragraph]], cutting: Cutting) -> Iterator[Piece]:
    for index, paragraph in members:
        words = _words(paragraph)
        for line in LINE.finditer(words):
            spans = list(_spans(line[0], line.start(), cutting.cuts))
            for start, end in spans:
                piece = _piece(index, paragraph, words, start, end)
                if piece.text:
                    yield Piece(piece.text, piece.place, paragraph, alone=len(spans) == 1)


def _spans(text: str, at: int, cuts: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a line begin and end; what lies between groups stays with them."""
    short = len(text) <= LONGEST
    match = next((found for each in cuts if short and (found := each.match(text))), None)
    if match is None or len(match.groups()) < 2:
        yield at, at + len(text)
        return
    starts = [match.start(group + 1) for group in range(len(match.groups())) if match[group + 1]]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield from _spans_within(text, at, start, end, cuts)


def _spans_within(
    text: str, at: int, start: int, end: int, cuts: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    if end - start < len(text):
        yield from _spans(text[start:end], at + start, cuts)
    else:
        yield at + start, at + end


def _piece(index: int, paragraph: Paragraph, words: str, start: int, end: int) -> Piece:
    inner = words[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    shift = len(paragraph.label)
    place = Place(
        paragraph=index,
        start=max(0, start - shift),
        end=max(0, end - shift),
        page=paragraph.page,
        box=paragraph.box,
    )
    return Piece(words[start:end], place, paragraph)


def _table(members: Sequence[tuple[int, Paragraph]]) -> Piece:
    pieces = [_piece(index, each, _words(each), 0, len(_words(each))) for index, each in members]
    first = pieces[0]
    cells = tuple((piece.place, piece.paragraph) for piece in pieces)
    text = "\n".join(piece.text for piece in pieces)
    return Piece(text, first.place, first.paragraph, cells)


def _words(paragraph: Paragraph) -> str:
    return paragraph.label + paragraph.text
