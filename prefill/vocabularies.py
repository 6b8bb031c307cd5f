"""The standard words of a form's boxes, their codes, and how sources write them.

>>> FORM_VOCABULARIES["vehicle_type"].standard("H11"), code_of("vehicle_type", "重型普通货车")
('重型普通货车', 'H11')
>>> FORM_VOCABULARIES["ethnicity"].standard("汉族"), code_of("ethnicity", "汉")
('汉', '01')
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from itertools import product
from operator import or_
from pathlib import Path
from typing import Final

from pydantic import Field

from extractors.checks.places import DISTRICTS
from extractors.checks.printed import compact
from extractors.judging.vocabularies import VOCABULARIES
from models.errors import SpecError
from models.specs import FormField, Spec, need, read_spec

FOLDER: Final = Path(__file__).with_name("words")
CODED: Final = re.compile(r"([A-Z0-9]{1,6})[-_.:]?\(?(.+?)\)?|(.+?)[-_.:]?\(?([A-Z0-9]{1,6})\)?")
"""A word with its code before or behind it, in brackets or not."""


class CodeGrid(Spec):
    """Codes of two parts for words of two parts, e.g. H1 重型 × 1 普通货车."""

    first: dict[str, str]
    second: dict[str, str]

    def codes(self) -> dict[str, str]:
        """Return the word of every code of the grid."""
        pairs = product(self.first.items(), self.second.items())
        return {one[0] + other[0]: one[1] + other[1] for one, other in pairs}


class Vocabulary(Spec):
    """One closed list of words, its own or one that papers use, and what stands for a word."""

    words_of: str = ""
    """Name in ``extractors.judging.vocabularies.VOCABULARIES``."""
    towns_of: str = ""
    """Code of the district of Shanghai whose streets and towns are words."""
    words: tuple[str, ...] = ()
    open: bool = False
    """True when a text may hold other words too, so that nothing is chosen from the list."""
    codes: dict[str, str] = Field(default_factory=dict)
    """Code → word; the first code of a word is its own, later ones were its own once."""
    code_grids: tuple[CodeGrid, ...] = Field(default=(), alias="code_grid")
    synonyms: dict[str, str] = Field(default_factory=dict)
    beginnings: tuple[str, ...] = ()
    """What a source may put before a word."""
    endings: tuple[str, ...] = ()
    """What a source may put behind a word."""
    adds: tuple[str, ...] = ()
    """What a source may leave out at a word's end."""

    @cached_property
    def all_codes(self) -> dict[str, str]:
        """Code → word, those of the grids too."""
        grids = (grid.codes() for grid in self.code_grids)
        return reduce(or_, grids, self.codes)

    @cached_property
    def code_by_word(self) -> Mapping[str, str]:
        """Word → its own code."""
        return {word: code for code, word in reversed(list(self.all_codes.items()))}

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Everything that names a word, folded → the word; the words themselves come first."""
        known = {**self.all_codes, **self.synonyms, **{word: word for word in self.words}}
        return {folded(name): word for name, word in known.items()}

    def standard(self, word: str) -> str:
        """Return the standard word for a word, synonym or code; empty when the list has none."""
        name = folded(word)
        return next((self.known[each] for each in self._spellings(name) if each in self.known), "")

    def _spellings(self, name: str) -> Iterator[str]:
        """Yield what a name may be without what sources add, or with what they leave out."""
        yield name
        for bare in (name, *(name.removeprefix(folded(each)) for each in self.beginnings)):
            yield bare
            yield from (bare.removesuffix(ending) for ending in self.endings)
            yield from (bare + ending for ending in self.adds if bare)
        if part := CODED.fullmatch(name):
            code, word = (part[1], part[2]) if part[1] else (part[4], part[3])
            if self.known.get(code) == self.known.get(word, ""):
                yield code


def folded(word: str) -> str:
    """Return a word without what tells two prints of it apart: blanks, width, small letters."""
    return compact(word).upper()


class _File(Spec):
    vocabulary: dict[str, Vocabulary]


def read_form_vocabularies(folder: Path = FOLDER) -> dict[str, Vocabulary]:
    """Read the vocabularies of every file; raises ``SpecError`` when a name or word is unknown."""
    read: dict[str, Vocabulary] = {}
    for path in sorted(folder.glob("*.toml")):
        declared = read_spec(path, _File).vocabulary
        for name in read.keys() & declared.keys():
            raise SpecError(f"{path.name}: vocabulary {name!r} is declared twice")
        read |= {name: _complete(name, vocabulary) for name, vocabulary in declared.items()}
    return read


def _complete(name: str, vocabulary: Vocabulary) -> Vocabulary:
    borrowed = [vocabulary.words_of] if vocabulary.words_of else []
    need(name, "vocabulary", borrowed, VOCABULARIES)
    towns = {district.code: district.towns for district in DISTRICTS}
    need(name, "district", [vocabulary.towns_of] if vocabulary.towns_of else [], towns)
    borrowed_words = VOCABULARIES.get(vocabulary.words_of, ()) + towns.get(vocabulary.towns_of, ())
    words = vocabulary.words + borrowed_words
    complete = vocabulary.model_copy(update={"words": words})
    need(name, "word", {*vocabulary.synonyms.values(), *complete.all_codes.values()}, words)
    return complete


FORM_VOCABULARIES: Final[Mapping[str, Vocabulary]] = read_form_vocabularies()
"""By the name a form field uses."""


def choices(box: FormField) -> tuple[str, ...]:
    """Return the words a box may be chosen from; empty when it takes other text too."""
    known = FORM_VOCABULARIES.get(box.vocabulary)
    return box.options or (known.words if known and not known.open else ())


def code_of(vocabulary: str, word: str) -> str:
    """Return the standard code of a word of a vocabulary; empty when it has none.

    Raises ``KeyError`` when there is no such vocabulary.
    """
    known = FORM_VOCABULARIES[vocabulary]
    return known.code_by_word.get(known.standard(word), "")
