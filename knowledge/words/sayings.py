"""What people say for what an office calls it: a table that staff keep."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
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
        whole = plain(text)
        return any(_stands(phrase, whole) for phrase in (*self.say, *self.official))


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
        rows = [row for row in self.rows if any(_stands(phrase, asked) for phrase in row.say)]
        terms = dict.fromkeys(term for row in rows for term in row.official)
        return tuple(term for term in terms if plain(term) not in asked)

    def spoken_of(self, question: str) -> tuple[Saying, ...]:
        """Return the rows a question speaks of, in everyday words or in official terms."""
        return tuple(row for row in self.rows if row.stands_in(question))

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


def _stands(phrase: str, asked: str) -> bool:
    return all(word in asked for word in plain(phrase).split())


@cache
def default_sayings() -> Sayings:
    """Return the table that comes with the product, read once."""
    return Sayings.read()
