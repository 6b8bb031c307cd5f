"""The words that fields may hold: ``dictionaries.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from models.errors import SpecError
from models.specs import Spec

FILE: Final = Path(__file__).with_name("dictionaries.toml")


class Entry(Spec):
    """One word, and what else stands for it."""

    word: str
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    basis: str


class Dictionary(Spec):
    """Every word a field may hold."""

    title: str
    basis: str
    note: str = ""
    """For people: what of it is not published."""
    entries: tuple[Entry, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words in the file's order."""
        return tuple(entry.word for entry in self.entries)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Return the word for every word, code and alias."""
        return {
            name: entry.word
            for entry in self.entries
            for name in (entry.word, *entry.codes, *entry.aliases)
        }


def read_dictionaries(path: Path = FILE) -> Mapping[str, Dictionary]:
    """Return the dictionaries by id.

    Raises ``SpecError`` for a file that is wrong, or two entries of one spelling.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = TypeAdapter(dict[str, Dictionary]).validate_python(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise SpecError(f"{path.name}: {error}") from error
    for name, dictionary in found.items():
        spelt = sum(1 + len(each.codes) + len(each.aliases) for each in dictionary.entries)
        if spelt != len(dictionary.spellings):
            raise SpecError(f"{path.name}: {name}: two entries share a word, code or alias")
    return found


DICTIONARIES: Final = read_dictionaries()
