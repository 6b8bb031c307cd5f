"""What is declared of each kind of text (``kinds/``), and facts many share (``common.toml``)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pydantic import Field, RootModel

from docgen.gongwen.document.kinds import read_kinds
from models.specs import Spec, need, read_spec, read_specs

FOLDER: Final = Path(__file__).parent
PLACE: Final = re.compile(r"\{(\w+)\}")
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


class Fact(Spec):
    """Something the drafter is asked."""

    name: str = ""
    question: str
    type: Type = Type.TEXT
    required: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    only: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """By other facts, of which values it is asked at all."""


class Part(Spec):
    """A paragraph, or one for each item of a fact."""

    text: str
    level: int = 0
    """Of a heading, which is numbered; 0 for a paragraph."""
    when: tuple[str, ...] = ()
    """Facts that must be given, or it is left out."""
    without: tuple[str, ...] = ()
    """Facts of which none may be given."""
    only: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    each: str = ""
    """The fact whose items it is written for, as ``{item}``."""
    numbered: bool = False
    """Items get numbers: 1. where there are several."""


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

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Everything that is asked, in the order of asking."""
        shared = read_common()
        told = {
            name: shared[name].model_copy(
                update={"name": name, "required": shared[name].required or name in self.needs}
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
        need(name, "fact", _named(each), [*each.facts, ITEM])
    return MappingProxyType({name: written[name] for name in read_kinds()})


def _named(written: Written) -> list[str]:
    """Return every fact that the declaration speaks of."""
    parts = written.part
    texts = (*(each.text for each in written.title), *(part.text for part in parts))
    told = [name for text in texts for name in PLACE.findall(text)]
    told += [name for part in parts for name in (*part.when, *part.without, *part.only)]
    told += [part.each for part in parts if part.each]
    told += [name for title in written.title for name in title.only]
    return [*told, *written.single, *(name for fact in written.fact for name in fact.only)]


def examples(written: Written, **chosen: str) -> dict[str, str]:
    """Return the declared examples of every fact: a whole set of facts, with choices as told."""
    told = {name: _example(fact) for name, fact in written.facts.items()} | chosen
    return {name: value for name, value in told.items() if value}


def _example(fact: Fact) -> str:
    if fact.type is Type.DATE:
        return EXAMPLE_DAY
    return fact.example or (fact.choices[0] if fact.choices and fact.required else fact.default)
