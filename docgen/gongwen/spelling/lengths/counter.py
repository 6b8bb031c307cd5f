"""Finds missing and extra characters: where a text reads far better with one more or fewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.again import standing_again
from docgen.gongwen.spelling.asking import Edit
from docgen.gongwen.spelling.choice import Choice, choose, fetch_choice
from docgen.gongwen.spelling.kept import fetch_shipped
from docgen.gongwen.spelling.lengths.edits import Finder
from docgen.gongwen.spelling.lengths.evidence import NAMES, weighable
from docgen.gongwen.spelling.looking import Looked, Reading
from docgen.gongwen.spelling.recipe import HAN
from docgen.gongwen.spelling.settings import Level, Levels
from docgen.gongwen.spelling.sheet import Sheet
from models.specs import read_spec

SHIPPED: Final = Path(__file__).with_name("weights.npz")
"""What comes with the product; learnt by ``lengths.tuning``."""
DECLARED: Final = Path(__file__).with_name("levels.toml")
LEAST: Final = 0.05
"""An edit less probable than this is no suggestion."""
SHOWN: Final = 3
"""Suggestions for one place."""
ASKED: Final = 5
"""Mendings of one fault that a language model is asked about."""
NEIGHBOURS: Final = 2
"""Characters on either side by which a stretch is known again."""


class Sort(StrEnum):
    """What is wrong with the number of characters."""

    MISSING = "少字"
    EXTRA = "多字"
    TWICE = "叠字"


@dataclass(frozen=True)
class Mending:
    """One character left out, or put in, at a place."""

    start: int
    wrong: str
    right: str
    character: str
    sort: Sort
    chance: float

    @property
    def place(self) -> tuple[int, str, Sort]:
        """What it has in common with others of its sort at its place."""
        return self.start, self.wrong, self.sort

    @property
    def edit(self) -> Edit:
        """What is written instead of what."""
        return Edit(self.start, self.start + len(self.wrong), self.right)


@dataclass(frozen=True)
class Miscount:
    """A stretch that lacks a character or has one too many."""

    start: int
    """In the text given, counted in characters."""
    wrong: str
    """The character too many, both where it is there twice, or those on both sides of the gap."""
    suggestions: tuple[str, ...]
    """The most probable first; an empty one means: leave it out."""
    character: str
    """The one that is missing or too many."""
    sort: Sort
    confidence: float
    """How probable it is that the number of characters is wrong hereabouts."""
    level: Level
    chance: float = field(compare=False)
    """The same before rounding."""
    mendings: tuple[Mending, ...] = field(compare=False)
    """What may answer the fault, the likeliest first, here or beside it."""

    @property
    def end(self) -> int:
        """Where the stretch ends."""
        return self.start + len(self.wrong)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What a language model may be asked about."""
        return tuple(each.edit for each in self.mendings[:ASKED])


def miscount(mendings: Sequence[Mending], chance: float, levels: Levels) -> Miscount:
    """Return what the first of some mendings answers, with those of its sort and place."""
    first = mendings[0]
    alike = (each.right for each in mendings if each.place == first.place)
    return Miscount(
        first.start,
        first.wrong,
        tuple(alike)[:SHOWN],
        first.character,
        first.sort,
        round(chance, 3),
        levels.level(chance),
        chance,
        tuple(mendings),
    )


class Counter:
    """Proposes what to leave out and what to put in."""

    def __init__(self, model: BothWays, choice: Choice, levels: Levels) -> None:
        self._model, self._choice, self.levels = model, choice, levels
        self._finder = Finder(model.onward)

    def count(self, text: str, level: Level = Level.SUSPECTED) -> list[Miscount]:
        """Return the stretches with a character too many or too few, down to a level."""
        return self.look(Reading(text), level).told

    def look(
        self, reading: Reading, level: Level, doubted: float | None = None
    ) -> Looked[Miscount]:
        """Return what ``count`` tells, and what may be wrong with a probability from ``doubted``.

        Where it gets late, the rest of the text is left.
        """
        least, text, parts = self.levels.least(level), reading.text, 0
        found: list[Miscount] = []
        for sheet, starts in reading.stretches(self._model):
            found += self._of_some(text, sheet, starts, min(least, doubted or least))
            parts += 1
        written = {each: _with_neighbours(text, each) for each in found}
        again = standing_again(text, filter(None, written.values()))
        kept = [each for each in found if written[each] not in again]
        return Looked(
            [each for each in kept if each.chance >= least],
            [each for each in kept if each.chance < least],
            reading.reached(parts),
        )

    def _of_some(
        self, text: str, sheet: Sheet, starts: Sequence[int], least: float
    ) -> Iterator[Miscount]:
        found, choices, rows = weighable(self._model.onward, sheet, self._finder.find(sheet))
        number = int(choices.max(initial=-1)) + 1
        chance = choose(self._choice.worth(rows), choices, number)
        begins = np.searchsorted(choices, np.arange(number + 1))
        for one in np.flatnonzero(np.bincount(choices, chance, number) >= least):
            of_one = np.arange(begins[one], begins[one + 1])
            ordered = of_one[np.argsort(-chance[of_one], kind="stable")]
            shown = ordered[(chance[ordered] >= LEAST) | (ordered == ordered[0])]
            sentence = int(sheet.owner[found.place[shown[0]]])
            shift = starts[sentence] - int(sheet.begins[sentence])
            mendings = [
                self._mending(text, int(found.place[row]) + shift, int(found.put[row]), chance[row])
                for row in shown
            ]
            yield miscount(mendings, float(chance[of_one].sum()), self.levels)

    def _mending(self, text: str, at: int, put: int, chance: float) -> Mending:
        extra = put < 0
        start, end = _stretch(text, at, extra=extra)
        one = text[at] if extra else self._model.onward.character(put)
        return Mending(
            start,
            text[start:end],
            text[start:at] + ("" if extra else one) + text[at + extra : end],
            one,
            Sort.MISSING if not extra else Sort.TWICE if start < at else Sort.EXTRA,
            float(chance),
        )


def _stretch(text: str, at: int, *, extra: bool) -> tuple[int, int]:
    """Return what is marked: one too many, it and its like, or both sides of a missing one."""
    before = text[at - 1 : at]
    if extra:
        return at - (before == text[at]), at + 1
    return at - bool(HAN.match(before)), at + bool(HAN.match(text[at]))


def _with_neighbours(text: str, told: Miscount) -> str:
    """Return a doubtful stretch with its neighbours: where it stands again, it is a name or a term.

    Empty for a certain one.
    """
    if told.level is Level.CERTAIN:
        return ""
    return text[max(0, told.start - NEIGHBOURS) : told.end + NEIGHBOURS]


@cache
def shipped() -> Counter:
    """Return what comes with the product; it is read once."""
    levels = read_spec(DECLARED, Levels)
    return Counter(fetch_shipped().model, fetch_choice(SHIPPED, NAMES), levels)
