"""What helps to read a document: its outline, what it cites, and what belongs to it."""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.importing.facts import numbers_in
from models.records import Record

HEADINGS: Final = (
    re.compile(r"^#{1,6}\s+(.+)$"),
    re.compile(r"^\s*([一二三四五六七八九十]+、[^。；]{2,60})"),
    re.compile(r"^\s*(（[一二三四五六七八九十]+）[^。；]{2,60})"),
    re.compile(r"^\s*(第[一二三四五六七八九十百]+[编章节]\s*\S.*)$"),
)
TITLED: Final = re.compile(r"《([^《》\n]{2,100})》")
BEFORE: Final = re.compile(r"^(?:根据|按照|依据|参照|经|按|和|与|及|见|对|将|由|以)+")
"""Words that stand right before a number and are no part of the abbreviation it begins with."""
DEEPEST: Final = 2
MOST: Final = 200
"""Lines of an outline."""


class OutlineLine(Record):
    """One heading."""

    text: str
    level: int
    start: int
    """Where it stands in the body."""


class Citation(Record):
    """A document that is named."""

    title: str = ""
    number: str = ""


def outline(body: str) -> tuple[OutlineLine, ...]:
    """Return the headings of a document in their order.

    >>> [line.text for line in outline("一、总体要求。坚持稳中求进。")]
    ['一、总体要求']
    """
    return tuple(_headings(body))[:MOST]


def _headings(body: str) -> Iterator[OutlineLine]:
    at = 0
    for line in body.splitlines(keepends=True):
        for number, pattern in enumerate(HEADINGS):
            found = pattern.match(line)
            if found:
                level = DEEPEST if number == 2 else 1
                yield OutlineLine(text=found[1].strip(), level=level, start=at + found.start(1))
                break
        at += len(line)


def citations(body: str, own: str = "") -> tuple[Citation, ...]:
    """Return the documents a text names in 《》 or by number, each once, without itself.

    >>> [each.title or each.number for each in citations("按《信访条例》和沪府规〔2024〕3号办理")]
    ['信访条例', '沪府规〔2024〕3号']
    """
    titles = (title.strip() for title in TITLED.findall(body))
    named = (Citation(title=title) for title in dict.fromkeys(titles) if title not in own)
    numbers = dict.fromkeys(BEFORE.sub("", number) for number in numbers_in(body))
    return (*named, *(Citation(number=number) for number in numbers if number not in own))
