"""Lists with one article (条) of a law in each row: the rows of one law are one text."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from knowledge.cleaning import tidy
from knowledge.entries.entry import Kind
from knowledge.importing.blocks import Block
from knowledge.importing.draft import LeftOut
from knowledge.importing.facts import labelled
from knowledge.importing.reading import Found, Reading

Named = tuple[str, Mapping[str, str]]
"""Where a row stands, and its cells by column."""


def as_laws(rows: Sequence[Named]) -> Found:
    """Return a text for each law whose articles follow each other; a row without words is told."""
    whole = [row for row in rows if row[1].get("title") and row[1].get("body")]
    left = tuple(
        LeftOut(what=place, why="没有法规名称或条文")
        for place, named in rows
        if not (named.get("title") and named.get("body"))
    )
    laws = groupby(whole, key=lambda row: (row[1]["title"], row[1].get("published_on", "")))
    return Found(tuple(_law(title, day, list(part)) for (title, day), part in laws), left)


def _law(title: str, day: str, rows: Sequence[Named]) -> Reading:
    fact = labelled("published_on", day, rows[0][0]) if day else None
    return Reading(
        tuple(_blocks(rows)),
        title=tidy(title),
        known={fact.name: fact} if fact else {},
        kind=Kind.LAW,
        place=f"{rows[0][0]}至{rows[-1][0]}" if len(rows) > 1 else rows[0][0],
        remarks=() if fact else ("没有看到版本日期，请核对是否为现行文本。",),
        ready=True,
    )


def _blocks(rows: Sequence[Named]) -> Iterator[Block]:
    chapter = ""
    for _, named in rows:
        now = tidy(named.get("chapter", ""))
        if now and now != chapter:
            yield Block(now, level=1)
        chapter = now
        number = tidy(named.get("article", ""))
        first, *rest = [line for each in named["body"].splitlines() if (line := tidy(each))] or [""]
        yield Block(first if first.startswith(number) else f"{number} {first}")
        yield from map(Block, rest)
