"""Cuts an entry into passages: what is searched, cited and shown.

A law is cut by its articles (条), anything else by headings and paragraphs. A passage is as long as
a screen of a telephone; a table keeps its head in each of its passages. Every passage says where it
stands in the body, so a citation can be checked character by character.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.entries.entry import Entry, Kind
from models.records import Record

LONGEST = 320
"""Characters of a passage; only a sentence longer than that makes a longer one."""
SHORT = 60
"""A paragraph shorter than this goes with its neighbours."""

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
ARTICLE = re.compile(r"^\s*(?:\*\*)?(第[零〇一二三四五六七八九十百千]+条)(?:\*\*)?[\s　]*")
CHAPTER = re.compile(r"^\s*第[零〇一二三四五六七八九十百]+[编章节][\s　]*\S*")
ROW = re.compile(r"^\s*\|.*\|\s*$")
SENTENCE_END = re.compile(r"(?<=[。！？；\n])")


class Passage(Record):
    """A piece of one version of an entry."""

    entry: str
    version: int
    place: int
    """From 0, in the order of the body."""
    path: tuple[str, ...]
    """Headings above it, outermost first; of a law its chapter and article."""
    title: str = ""
    """Of its entry."""
    asked: tuple[str, ...] = ()
    """Other ways people ask for its entry, and the keywords staff gave it."""
    text: str
    start: int
    end: int
    """Where it stands in the body; a table's head, which is repeated, is not counted."""


@dataclass(frozen=True)
class _Block:
    """Lines that belong together: a paragraph, a list item, or rows of a table."""

    path: tuple[str, ...]
    start: int
    end: int
    head: str = ""
    """Of the table the rows belong to."""


def passages_of(entry: Entry) -> tuple[Passage, ...]:
    """Return the passages of an entry, in the order of its body; an empty body has none."""
    blocks = _articles(entry.body) if entry.kind is Kind.LAW else _paragraphs(entry.body)
    pieces = (piece for block in blocks for piece in _split(entry.body, block))
    joined = pieces if entry.kind is Kind.LAW else _joined(pieces)
    return tuple(
        Passage(
            entry=entry.id,
            version=entry.version,
            place=place,
            path=block.path,
            title=entry.title,
            asked=(*entry.questions, *entry.keywords),
            text=f"{block.head}{entry.body[block.start : block.end].strip()}",
            start=block.start,
            end=block.end,
        )
        for place, block in enumerate(joined)
    )


def _lines(body: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for line in body.splitlines(keepends=True):
        yield start, start + len(line), line.rstrip("\r\n")
        start += len(line)


def _paragraphs(body: str) -> Iterator[_Block]:
    """Yield paragraphs, list items and table rows under their headings."""
    path: list[tuple[int, str]] = []
    table: list[str] = []
    for start, end, line in _lines(body):
        heading = HEADING.match(line)
        if heading:
            level = len(heading[1])
            path = [each for each in path if each[0] < level] + [(level, heading[2])]
        if not ROW.match(line):
            table = []
        if heading or not line.strip():
            continue
        head = "".join(table) if len(table) == 2 else ""
        if ROW.match(line) and len(table) < 2:
            table.append(f"{line.strip()}\n")
            continue
        yield _Block(tuple(title for _, title in path), start, end, head)


def _articles(body: str) -> Iterator[_Block]:
    """Yield each article of a law whole, under its chapter, and what stands before the first."""
    chapter, article, start, last = "", "", 0, 0
    for begin, end, line in _lines(body):
        heading = HEADING.match(line)
        words = heading[2] if heading else line
        found, is_chapter = ARTICLE.match(words), CHAPTER.match(words)
        if found or is_chapter:
            if body[start:last].strip():
                yield _Block(_path(chapter, article), start, last)
            start = begin
            if is_chapter:
                chapter, article, start = " ".join(words.split()), "", end
            elif found:
                article = found[1]
        last = end
    if body[start:last].strip():
        yield _Block(_path(chapter, article), start, last)


def _path(*titles: str) -> tuple[str, ...]:
    return tuple(title for title in titles if title)


def _split(body: str, block: _Block) -> Iterator[_Block]:
    """Yield a block in pieces no longer than a passage, cut between sentences."""
    start = block.start
    for end in _cuts(body[block.start : block.end]):
        if block.start + end - start > 0:
            yield _Block(block.path, start, block.start + end, block.head)
        start = block.start + end


def _cuts(text: str) -> Sequence[int]:
    """Return where the pieces of a text end."""
    cuts: list[int] = []
    at = begun = 0
    for sentence in SENTENCE_END.split(text):
        if at > begun and at + len(sentence) - begun > LONGEST:
            cuts.append(at)
            begun = at
        at += len(sentence)
    return [*cuts, len(text)]


def _joined(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Yield blocks, short neighbours under one heading put together."""
    held: _Block | None = None
    for block in blocks:
        if held and _go_together(held, block):
            held = _Block(held.path, held.start, block.end, held.head)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _go_together(left: _Block, right: _Block) -> bool:
    if (left.path, left.head) != (right.path, right.head):
        return False
    short = min(left.end - left.start, right.end - right.start) < SHORT
    return right.end - left.start <= LONGEST and (short or bool(left.head))
