"""Names, offices and order of persons that a lexicon keeps: ``persons.toml``."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.near import is_near, sound_alike
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "persons.toml"
RARE: Final = 2
"""Offices of so many characters, as 主席, are those of others too."""


class Person(Spec):
    """One of them."""

    name: str
    offices: tuple[str, ...]
    since: date
    source: str


class Persons(Spec):
    """The declaration."""

    titles: tuple[str, ...]
    """What is checked as an office."""
    respect: tuple[str, ...]
    """What stands behind a name that is meant."""
    persons: tuple[Person, ...] = Field(alias="person")


@cache
def read_persons(path: Path = DECLARED) -> Persons:
    """Return the persons, in their order."""
    return read_spec(path, Persons)


def check_persons(text: Text) -> Iterator[Fault]:
    """Yield names that are misspelt, offices that are another's, and names out of order."""
    declared = read_persons()
    for person in declared.persons:
        yield from _check_name(text.text, person, declared.respect)
        yield from _check_office(text.text, person, declared.titles)
    yield from _check_order(text.text, declared.persons)


def _check_name(words: str, person: Person, respect: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what stands before a title of respect and is nearly the name."""
    name = person.name
    if len(name) < 3:
        return  # of two characters, every other name is nearly the same
    behind = "|".join(map(re.escape, (*person.offices, *respect)))
    for found in re.finditer(rf"(?P<x>[\u3400-\u9fff]{{{len(name)}}})(?={behind})", words):
        seen = found["x"]
        one_off = seen[0] == name[0] and is_near(seen, name) and len(set(seen) & set(name)) > 1
        if seen != name and (one_off or sound_alike(seen, name)):
            yield tell("persons.misspelt", found.start(), seen, [name], right=name)
    yield from _check_shortened(words, person)


def _check_shortened(words: str, person: Person) -> Iterator[Fault]:
    """Yield a name without one of its given characters before an office that few have."""
    name = person.name
    short = "|".join(re.escape(name[:at] + name[at + 1 :]) for at in range(1, len(name)))
    behind = "|".join(re.escape(each) for each in person.offices if len(each) > RARE)
    for found in re.finditer(rf"(?:{short})(?={behind})", words) if behind else ():
        yield tell("persons.misspelt", found.start(), found[0], [name], right=name)


def _check_office(words: str, person: Person, titles: tuple[str, ...]) -> Iterator[Fault]:
    """Yield an office right behind the name that is not one of the person's."""
    told = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    pattern = rf"{re.escape(person.name)}(?P<x>{told})"
    for found in re.finditer(pattern, words):
        if found["x"] not in person.offices:
            offices = "、".join(person.offices)
            facts = {"person": person.name, "offices": offices, "since": person.since}
            yield tell("persons.office", found.start("x"), found["x"], person.offices[:1], **facts)


def _check_order(words: str, persons: tuple[Person, ...]) -> Iterator[Fault]:
    names = [person.name for person in persons]
    name = "|".join(names)
    for found in re.finditer(rf"(?:{name})(?:、(?:{name}))+", words):
        seen = found[0].split("、")
        right = sorted(seen, key=names.index)
        if seen != right:
            listed = "、".join(right)
            yield tell("persons.order", found.start(), found[0], [listed], right=listed)
