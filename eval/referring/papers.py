"""Documents with known facts: ``papers.toml``, and the layouts they are told in."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from docgen.gongwen.writing.declared import read_written
from docgen.gongwen.writing.order import number_of
from docgen.printing.numerals import numeral
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_name("papers.toml")
INSIDE: Final = re.compile(r"\{(\w+)=([^{}]+)\}")
HEADING: Final = "#"


class Paper(Spec):
    """One document, as it is written down."""

    part: Literal["tuning", "unseen"] = "unseen"
    kind: str
    title: str
    head: Mapping[str, str]
    """Facts of its title, addressee, signature and day."""
    body: str


class Papers(Spec):
    """All of them."""

    paper: tuple[Paper, ...]


class Where(StrEnum):
    """Where a fact stands."""

    HEAD = "题目和版头"
    INSIDE = "句中"
    PARAGRAPHS = "成段"


@dataclass(frozen=True)
class Known:
    """A document as text, and what it tells."""

    kind: str
    layout: str
    text: str
    facts: Mapping[str, tuple[str, ...]]
    where: Mapping[str, Where]


@cache
def read_papers(part: str) -> tuple[Paper, ...]:
    """Return the documents of a part; raises ``SpecError`` for a fact that is not declared."""
    papers = read_spec(FILE, Papers).paper
    for each in papers:
        facts = read_written()[each.kind].facts
        inner = (name for name, _ in INSIDE.findall(each.body))
        named = (*each.head, *inner, *(name for name, _ in _lines(each)))
        need(FILE.name, "fact", [name for name in named if name not in {"", HEADING}], list(facts))
    return tuple(each for each in papers if each.part == part)


def known(paper: Paper, layout: str) -> Known:
    """Return a document in a layout with its facts: items in order."""
    facts: dict[str, list[str]] = defaultdict(list)
    where: dict[str, Where] = {}
    for name, words in paper.head.items():
        facts[name], where[name] = [words], Where.HEAD
    for name, words in _lines(paper):
        for inner, value in INSIDE.findall(words):
            facts[inner], where[inner] = [value], Where.INSIDE
        if name not in {"", HEADING}:
            facts[name].append(INSIDE.sub(r"\2", words))
            where[name] = Where.PARAGRAPHS
    text = "\n".join(_printed(paper, LAYOUTS[layout]))
    told = {name: tuple(values) for name, values in facts.items()}
    return Known(paper.kind, layout, text, told, where)


def _lines(paper: Paper) -> list[tuple[str, str]]:
    """Return the lines of a body with the fact each tells; of a heading its mark."""
    lines = paper.body.strip().splitlines()
    return [(HEADING, each[1:]) if each[0] == HEADING else _told(each) for each in lines]


def _told(line: str) -> tuple[str, str]:
    name, _, words = line.partition("|")
    return name, words


Body = Sequence[tuple[str, str]]


def _printed(paper: Paper, lay_out: Callable[[Body], Iterator[str]]) -> Iterator[str]:
    yield paper.title
    if "addressee" in paper.head:
        yield f"{paper.head['addressee']}："
    for line in lay_out(_lines(paper)):
        yield "　　" + INSIDE.sub(r"\2", line)
    yield from (paper.head[name] for name in ("issuer", "author", "day") if name in paper.head)


def _numbered(body: Body) -> Iterator[str]:
    """Headings with 一、, and below them items with 1."""
    heads, items, before = 0, 0, ""
    for at, (name, words) in enumerate(body):
        if name == HEADING:
            heads, items = heads + 1, 0
            yield f"{number_of(1, heads)}{words}"
            continue
        items = items + 1 if before in {name, HEADING} else 1
        beside = {body[at + by][0] for by in (-1, 1) if 0 <= at + by < len(body)}
        yield f"{number_of(3, items)}{words}" if name and name in beside and heads else words
        before = name


def _bare(body: Body) -> Iterator[str]:
    """Paragraphs next to each other, without headings and numbers."""
    yield from (words for name, words in body if name != HEADING)


def _spoken(body: Body) -> Iterator[str]:
    """Headings with （一）, and items told as 一是, 二是 where there are several."""
    heads, turn = 0, 0
    for at, (name, words) in enumerate(body):
        if name == HEADING:
            heads, turn = heads + 1, 0
            yield f"{number_of(2, heads)}{words}"
            continue
        first = not at or body[at - 1][0] != name
        turn = 1 if first else turn + 1
        alone = first and (at + 1 == len(body) or body[at + 1][0] != name)
        yield words if alone or not name or not heads else f"{numeral(turn)}是{words}"


LAYOUTS: Final[Mapping[str, Callable[[Body], Iterator[str]]]] = MappingProxyType(
    {"小标题和序号": _numbered, "小标题，一是二是": _spoken, "没有小标题": _bare}
)
