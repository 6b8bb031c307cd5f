"""What people say for what an office calls it: a table that staff keep."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, field_validator

from knowledge.words.plain import plain
from models.records import Record
from models.specs import Spec, need
from models.specs.spec import read_spec

TERMS = Path(__file__).with_name("terms.toml")
LONGEST = 40
"""Characters of an everyday phrase or an official term; longer ones are sentences."""


class Saying(Spec):
    """Everyday phrases that mean the same, and what an office calls it."""

    say: tuple[str, ...] = Field(min_length=1)
    """Each a phrase; one of several words applies where all of them stand, wherever they stand."""
    official: tuple[str, ...] = Field(min_length=1)
    service: str = ""
    """Id of the service or scenario that is meant, if one is."""

    @field_validator("say", "official")
    @classmethod
    def _are_phrases(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            if not 2 <= len(phrase.replace(" ", "")) <= LONGEST:
                raise ValueError(f"“{phrase}”应为 2 至 {LONGEST} 个字")
        return phrases

    def stands_in(self, text: str) -> bool:
        """Tell whether a text says one of the phrases, or an official term."""
        return self.is_in(plain(text))

    def is_in(self, asked: str) -> bool:
        """Tell the same of a text that is `plain` already."""
        return _one_stands(self.say, asked) or _one_stands(self.official, asked)


class Topic(Spec):
    """Rows about one field of life, kept together for whoever reads them."""

    name: str
    rows: tuple[Saying, ...]


class _Table(Spec):
    topic: tuple[Topic, ...]


class Sayings(Record):
    """A table of sayings; staff's own rows make another, and this one stays as it was."""

    rows: tuple[Saying, ...] = ()

    @classmethod
    def read(cls, path: Path = TERMS) -> Self:
        """Read the table; raises ``SpecError`` where a row does not fit."""
        table = read_spec(path, _Table)
        return cls(rows=tuple(row for topic in table.topic for row in topic.rows))

    def with_rows(self, rows: Iterable[Saying]) -> "Sayings":
        """Return a table with further rows."""
        return Sayings(rows=(*self.rows, *rows))

    def official(self, question: str) -> tuple[str, ...]:
        """Return the official terms for what a question says, without those it names itself."""
        asked = plain(question)
        rows = [row for row in self.rows if _one_stands(row.say, asked)]
        terms = dict.fromkeys(term for row in rows for term in row.official)
        return tuple(term for term in terms if plain(term) not in asked)

    def spoken_of(self, question: str) -> tuple[Saying, ...]:
        """Return the rows a question speaks of, in everyday words or in official terms."""
        asked = plain(question)
        return tuple(row for row in self.rows if row.is_in(asked))

    def words_of(self, services: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
        """Return the everyday words by service.

        Args:
            services: the ids of the scenarios of each service.
        """
        return {
            service: tuple(
                dict.fromkeys(
                    phrase
                    for row in self.rows
                    if row.service in {service, *scenarios}
                    for phrase in row.say
                )
            )
            for service, scenarios in services.items()
        }

    def prove(self, known: Collection[str]) -> None:
        """Raise ``SpecError`` with a near name unless every service or scenario is known."""
        need(TERMS.name, "service or scenario", {row.service for row in self.rows} - {""}, known)


def _one_stands(phrases: tuple[str, ...], asked: str) -> bool:
    """Tell whether all words of one of the phrases stand in a text."""
    # Written out: every question goes through some thousand phrases.
    for first, others in _words(phrases):
        if first in asked and all(map(asked.__contains__, others)):
            return True
    return False


@lru_cache(maxsize=1 << 16)
def _words(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the first word of each phrase and the others, as they are compared."""
    cut = (plain(phrase).split() for phrase in phrases)
    return tuple((words[0], tuple(words[1:])) for words in cut if words)


@cache
def default_sayings() -> Sayings:
    """Return the table that comes with the product, read once."""
    return Sayings.read()
