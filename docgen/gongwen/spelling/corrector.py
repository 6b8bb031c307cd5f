"""Finds wrong characters: a place is wrong where something else reads far more probably."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import EDGE, Ids
from docgen.gongwen.spelling.again import standing_again
from docgen.gongwen.spelling.asking import Edit
from docgen.gongwen.spelling.candidates import Candidates, Finder
from docgen.gongwen.spelling.choice import Choice, choose, fetch_choice
from docgen.gongwen.spelling.evidence import weighable
from docgen.gongwen.spelling.kept import Kept, fetch_shipped
from docgen.gongwen.spelling.looking import Looked, Reading
from docgen.gongwen.spelling.settings import Level, Settings, read_settings
from docgen.gongwen.spelling.sheet import Sheet

PASSES: Final = 4
"""How often a text is looked through, each time with what was found before."""
LEAST: Final = 0.05
"""A candidate less probable than this is no suggestion."""
SHOWN: Final = 3
"""Suggestions for one place."""


@dataclass(frozen=True)
class Misspelling:
    """Characters that should read otherwise; their number stays."""

    start: int
    """In the text given, counted in characters."""
    wrong: str
    suggestions: tuple[str, ...]
    """The most probable first."""
    confidence: float
    """How probable the first suggestion is."""
    level: Level
    chances: tuple[float, ...] = ()
    """How probable each suggestion is, before rounding; empty where only the first is known."""

    @property
    def end(self) -> int:
        """Where the characters end."""
        return self.start + len(self.wrong)

    @property
    def chance(self) -> float:
        """The same as the confidence, before rounding."""
        return self.chances[0] if self.chances else self.confidence

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What a language model may be asked about."""
        return tuple(Edit(self.start, self.end, each) for each in self.suggestions if self.chances)


@dataclass(frozen=True)
class _Change:
    sentence: int
    place: int
    numbers: tuple[int, ...]
    others: tuple[tuple[int, ...], ...]
    chances: tuple[float, ...]
    """Of the numbers, and of the others."""


_At = tuple[int, _Change]
"""Where in the text something is to be changed."""


class Corrector:
    """Proposes corrections; holds what was learnt, and how evidence is weighed."""

    def __init__(self, kept: Kept, choice: Choice, settings: Settings) -> None:
        self._kept, self._finder = kept, Finder(kept.model.onward, kept.alike)
        self._choice, self.settings = choice, settings

    def correct(self, text: str, level: Level = Level.SUSPECTED) -> list[Misspelling]:
        """Return the misspellings of a text in its order, those of a level and surer ones."""
        return self.look(Reading(text), level).told

    def look(
        self, reading: Reading, level: Level, doubted: float | None = None
    ) -> Looked[Misspelling]:
        """Return what ``correct`` tells, and what may be wrong with a probability from ``doubted``.

        Where it gets late, the rest of the text is left.
        """
        told: list[Misspelling] = []
        further: list[Misspelling] = []
        parts, text = 0, reading.text
        for sheet, starts in reading.stretches(self._kept.model):
            changes, doubts = self._of_some(sheet, starts, level, doubted)
            told += [self._told(text, *each) for each in changes]
            further += [self._told(text, *each) for each in doubts]
            parts += 1
        kept = _not_on_purpose(text, (*told, *further))
        return Looked(
            [each for each in told if each in kept],
            [each for each in further if each in kept],
            reading.reached(parts),
        )

    def _of_some(
        self, sheet: Sheet, starts: Sequence[int], level: Level, doubted: float | None
    ) -> tuple[list[_At], list[_At]]:
        """Return the changes to some sentences, and doubts, each with its place in the text."""
        changed: dict[int, _Change] = {}
        least = self.settings.least(level)
        within = sheet.places
        for _ in range(PASSES):
            changes = self._changes(sheet, within, least, changed)
            if not changes:
                break
            sheet = sheet if changed else sheet.copy()
            for change in changes:
                for step, number in enumerate(change.numbers):
                    sheet.put(change.place + step, number)
                changed[change.place] = change
            within = _beside(sheet, changed)
        further = self._changes(sheet, sheet.places, doubted, changed) if doubted else ()

        def placed(changes: Iterable[_Change]) -> list[_At]:
            begins = sheet.begins
            ordered = sorted(changes, key=lambda each: each.place)
            return [
                (starts[each.sentence] + each.place - int(begins[each.sentence]), each)
                for each in ordered
            ]

        return placed(changed.values()), placed(further)

    def _changes(
        self, sheet: Sheet, within: Ids, least: float, changed: Mapping[int, _Change]
    ) -> list[_Change]:
        """Return the most probable changes, none touching another."""
        found, rows = weighable(self._kept, sheet, self._finder.find(sheet, within))
        if not len(found.place):
            return []
        worth = self._choice.worth(rows)
        places, groups = np.unique(found.place, return_inverse=True)
        chance = choose(worth, groups, len(places))
        doubtful = np.isin(sheet.owner[found.place], [each.sentence for each in changed.values()])
        wanted = np.where(doubtful, min(least, self.settings.beside), least)
        taken: list[_Change] = []
        touched = {
            place + step for place, each in changed.items() for step in range(len(each.numbers))
        }
        likely = np.flatnonzero(chance >= min(least, self.settings.beside))
        beside = np.argsort(groups, kind="stable")
        begins = np.searchsorted(groups[beside], np.arange(len(places) + 1))
        for row in likely[np.argsort(-chance[likely], kind="stable")]:
            size = 1 + int(found.meant[row, 1] >= 0)
            stretch = range(int(found.place[row]), int(found.place[row]) + size)
            if chance[row] >= wanted[row] and touched.isdisjoint(stretch):
                touched.update(range(stretch.start - 1, stretch.stop + 1))
                group = beside[begins[groups[row]] : begins[groups[row] + 1]]
                others = group[chance[group] >= min(least, LEAST)]
                taken.append(_change(sheet, found, [int(row), *others], chance))
        return taken

    def _told(self, text: str, start: int, change: _Change) -> Misspelling:
        words = [
            "".join(self._kept.model.onward.character(n) for n in each)
            for each in (change.numbers, *change.others)
        ]
        wrong = text[start : start + len(words[0])]
        chance = change.chances[0]
        told = self.settings.level(chance)
        return Misspelling(start, wrong, tuple(words), round(chance, 3), told, change.chances)


def _not_on_purpose(text: str, told: Sequence[Misspelling]) -> frozenset[Misspelling]:
    """Return all but the doubtful that are written so again with a neighbour: names or terms."""
    written = {each: _with_neighbours(text, each) for each in told}
    again = standing_again(text, (words for each in written.values() for words in each))
    return frozenset(each for each, words in written.items() if again.isdisjoint(words))


def _with_neighbours(text: str, told: Misspelling) -> tuple[str, ...]:
    """Return how a doubtful one reads with two of its neighbours, at least."""
    if told.level is Level.CERTAIN:
        return ()
    before, after = text[max(0, told.start - 2) : told.start], text[told.end : told.end + 2]
    words = (before + told.wrong, told.wrong + after, before[-1:] + told.wrong + after[:1])
    return tuple(each for each in words if len(each) > len(told.wrong) + 1)


def _change(
    sheet: Sheet, found: Candidates, rows: Sequence[int], chance: NDArray[np.float64]
) -> _Change:
    """Return the change to the first of the rows; the rest are other suggestions."""
    first = rows[0]
    others = sorted((row for row in rows[1:] if row != first), key=lambda row: -chance[row])
    numbers, place = _numbers(found, first), int(found.place[first])
    alike = [row for row in others if len(_numbers(found, row)) == len(numbers)][: SHOWN - 1]
    return _Change(
        int(sheet.owner[place]),
        place,
        numbers,
        tuple(_numbers(found, row) for row in alike),
        tuple(float(chance[row]) for row in (first, *alike)),
    )


def _numbers(found: Candidates, row: int) -> tuple[int, ...]:
    return tuple(int(number) for number in found.meant[row] if number > EDGE)


def _beside(sheet: Sheet, changed: Mapping[int, _Change]) -> Ids:
    """Return the places of the sentences in which something was changed."""
    sentences = np.unique([each.sentence for each in changed.values()])
    return sheet.places[np.isin(sheet.owner[sheet.places], sentences)]


@cache
def shipped() -> Corrector:
    """Return the corrector that comes with the product; it is read once."""
    return Corrector(fetch_shipped(), fetch_choice(), read_settings())
