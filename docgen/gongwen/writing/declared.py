"""What is declared of each kind of text (``kinds/``), and facts many share (``common.toml``)."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from pydantic import Field, RootModel

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.writing.sources import SOURCES
from models.errors import NotFoundError
from models.specs import Spec, need, read_spec, read_specs

FOLDER: Final = Path(__file__).parent
PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
"""Where a fact stands in a sentence, and how: {funds:capitals}."""
GROUP: Final = re.compile(r"\[([^\[\]]*)\]")
"""Words of a sentence that are left out where a fact among them is not given: [根据{basis}，]."""
EXAMPLE_DAY: Final = "2026-11-29"
ITEM: Final = "item"
"""What a part that is written for each item calls it."""


class Type(StrEnum):
    """What a fact is."""

    TEXT = "text"
    LONG = "long"
    """Sentences, a paragraph a line."""
    LIST = "list"
    ORGANS = "organs"
    DATE = "date"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    TABLE = "table"
    DOCUMENT_NUMBER = "document_number"
    """发文字号: 样交发〔2026〕12号."""
    DOCUMENT = "document"
    """A whole document as text, which is passed on behind the text that is written."""


class Length(StrEnum):
    """How much is written (篇幅), the shortest first."""

    SHORT = "简短"
    NORMAL = "一般"
    LONG = "详细"

    def holds(self, part: "Part") -> bool:
        """Return whether a part is written at this length."""
        order = list(Length)
        return order.index(part.since) <= order.index(self)


class Way(StrEnum):
    """How a fact stands in a sentence otherwise than it was told: ``{funds:capitals}``."""

    CAPITALS = "capitals"
    """Money in 大写."""
    QUOTED = "quoted"
    """A title in 《》."""
    NAMED = "named"
    """A title as another title names it: in 《》 where it is no official document's."""


class Column(Spec):
    """A column of a fact that is a table; other columns are told by their names."""

    name: str
    type: Literal[Type.TEXT, Type.NUMBER, Type.PERCENT] = Type.TEXT
    unit: str = ""
    """Told once, behind the name: 金额（万元）."""
    required: bool = True
    sum: bool = False
    """Whether it is added up, in a row of its own at the end."""
    equals: str = ""
    """The fact, money or a number, that its sum must be."""
    product: tuple[str, ...] = ()
    """Columns whose product each cell is; a cell that is not given is worked out."""
    share: tuple[str, ...] = ()
    """Two columns: each cell is the first as a percentage of the second."""

    @property
    def head(self) -> str:
        """The words above the column."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


class Fact(Spec):
    """Something the drafter is asked."""

    name: str = ""
    question: str
    hint: str = ""
    """What helps to answer it, in Chinese."""
    type: Type = Type.TEXT
    required: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    only: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """By other facts, of which values it is asked at all."""
    unit: str = ""
    """Of a number: what is counted. Of money: what figures without a unit are in, 元 or 万元."""
    least: Decimal | None = None
    most: Decimal | None = None
    """Between which a number or a percentage lies."""
    whole: bool = False
    """Whether a number has no decimals."""
    not_above: str = ""
    """A number that this one cannot exceed."""
    share: tuple[str, ...] = ()
    """Two numbers: the percentage is the first of the second; one not given is worked out."""
    columns: tuple[Column, ...] = ()
    """Of a table."""
    taken: tuple[str, ...] = ()
    """Elements of a reference text it can be taken from (``sources``), the likeliest first."""
    passed: str = ""
    """The element (``sources``) of the document that is passed on which it is."""
    patterns: tuple[str, ...] = ()
    """How a reference text tells it: the group ``x`` of a regular expression."""
    headings: tuple[str, ...] = ()
    """Words of headings of a reference text under which its items stand."""
    shape: str = ""
    """What it looks like where a declared sentence is recognised in a reference text."""

    @property
    def several(self) -> bool:
        """Whether it is told item by item."""
        return self.type in {Type.LIST, Type.ORGANS, Type.LONG}


class Part(Spec):
    """A paragraph, or one for each item of a fact, or a table."""

    text: str = ""
    level: int = 0
    """Of a heading, which is numbered; 0 for a paragraph."""
    when: tuple[str, ...] = ()
    """Facts that must be given, or it is left out."""
    only: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    each: str = ""
    """The fact whose items it is written for, as ``{item}``."""
    since: Length = Length.SHORT
    """The shortest length at which it is written."""
    numbered: bool = False
    """Items get numbers: 1. where there are several."""
    table: str = ""
    """The fact whose table stands here, instead of a text."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it tells."""
        told = (name for name, _ in PLACE.findall(self.text))
        return tuple(name for name in (*told, self.each, self.table) if name)


class Title(Spec):
    """A title, where some facts have some values."""

    text: str
    only: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Written(Spec):
    """How one kind of text is written."""

    note: str = ""
    """What the drafter should know, in Chinese."""
    common: tuple[str, ...] = ()
    """Facts of ``common.toml`` it asks for."""
    needs: tuple[str, ...] = ()
    """Those of them that must be given here."""
    fact: tuple[Fact, ...] = ()
    title: tuple[Title, ...]
    part: tuple[Part, ...]
    forbidden: tuple[str, ...] = ()
    """Words that may not stand in it (条例 第十五条 and usage)."""
    single: tuple[str, ...] = ()
    """Facts that may name one thing only: 一文一事, one addressee."""
    sealed: bool = True
    asked: Mapping[str, Mapping[str, tuple[str, ...]]] = Field(default_factory=dict)
    """Of shared facts, by which choices they are asked at all."""
    examples: Mapping[str, str] = Field(default_factory=dict)
    """Of shared facts, what fits this kind better."""
    taken: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What facts are taken from in a reference text of another kind: an answer swaps the bodies."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Everything that is asked, in the order of asking."""
        shared = read_common()
        told = {
            name: shared[name].model_copy(
                update={
                    "name": name,
                    "required": shared[name].required or name in self.needs,
                    "only": self.asked.get(name, shared[name].only),
                    "example": self.examples.get(name, shared[name].example),
                }
            )
            for name in self.common
        }
        return told | {fact.name: fact for fact in self.fact}


class Common(RootModel[dict[str, Fact]]):
    """Facts that many kinds share."""


@cache
def read_common() -> Mapping[str, Fact]:
    """Return the shared facts by name."""
    return read_spec(FOLDER / "common.toml", Common).root


@cache
def read_written() -> Mapping[str, Written]:
    """Return how each kind is written; raises ``SpecError`` for a name that is not declared."""
    written = read_specs(FOLDER / "kinds", Written)
    need("writing/kinds", "kind", list(written), list(read_kinds()))
    need("writing/kinds", "declaration", list(read_kinds()), list(written))
    for name, each in written.items():
        need(name, "common fact", each.common, list(read_common()))
        need(name, "fact", list(_named(each)), [*each.facts, ITEM])
        texts = (*(title.text for title in each.title), *(part.text for part in each.part))
        ways = [way for text in texts for _, way in PLACE.findall(text) if way]
        need(name, "way of writing", ways, list(Way))
        for fact in each.facts.values():
            need(name, "source", [*fact.taken, *filter(None, [fact.passed])], list(SOURCES))
            need(name, "column", list(_columns(fact)), [column.name for column in fact.columns])
    return MappingProxyType({name: written[name] for name in read_kinds()})


def need_written(kind: str) -> Written:
    """Return how a kind is written; raises ``NotFoundError``."""
    written = read_written().get(kind)
    if written is None:
        raise NotFoundError(f"没有“{kind}”这个文种。")
    return written


def _named(written: Written) -> Iterator[str]:
    """Yield every fact that the declaration speaks of."""
    for title in written.title:
        yield from (name for name, _ in PLACE.findall(title.text))
        yield from title.only
    for part in written.part:
        yield from (*part.facts, *part.when, *part.only)
    for fact in written.fact:
        yield from (*fact.only, *fact.share)
        yield from (name for name in (fact.not_above, *_totals(fact)) if name)
    yield from (*written.single, *written.taken, *written.examples, *written.asked)


def _totals(fact: Fact) -> Iterator[str]:
    return (column.equals for column in fact.columns)


def _columns(fact: Fact) -> Iterator[str]:
    """Yield every column that other columns speak of."""
    for column in fact.columns:
        yield from (*column.product, *column.share)


def examples(written: Written, **chosen: str) -> dict[str, str]:
    """Return the declared examples of every fact: a whole set of facts, with choices as told."""
    told = {name: _example(fact) for name, fact in written.facts.items()} | chosen
    return {name: value for name, value in told.items() if value}


def _example(fact: Fact) -> str:
    if fact.type is Type.DATE:
        return EXAMPLE_DAY
    return fact.example or (fact.choices[0] if fact.choices and fact.required else fact.default)
