"""How much likelier a text becomes with each candidate."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import ORDER, Ids
from docgen.gongwen.spelling.candidates import Candidates
from docgen.gongwen.spelling.sheet import Sheet, Strip

Column = NDArray[np.float32]


@dataclass(frozen=True)
class Gains:
    """One row for each candidate; scores are ``log10``."""

    here: Column
    """What the characters exchanged gain after those before them."""
    after: Column
    """What the characters after them gain."""
    known: Column
    """How long on average are the runs the model knows that end in and after the place."""
    known_before: Column
    """The same as written."""

    @property
    def whole(self) -> Column:
        """Return what the text gains in all."""
        return self.here + self.after

    def at(self, rows: NDArray[np.intp]) -> Self:
        """Return some of them."""
        return type(self)(*(getattr(self, each.name)[rows] for each in fields(self)))


def gains(strip: Strip, place: Ids, meant: Ids) -> Gains:
    """Judge the text with each candidate in its place.

    Args:
        strip: the text in the direction of reading.
        place: of the first character exchanged.
        meant: one or two numbers, the second -1 where there is none.
    """
    places = np.minimum(place[:, None] + np.arange(ORDER + 1), len(strip.ids) - 1)
    double = meant[:, 1] >= 0
    touched = strip.scored[places] & (strip.owner[places] == strip.owner[place][:, None])
    touched[:, ORDER] &= double
    row, step = np.nonzero(touched)
    windows = strip.ids[(place[row] + step)[:, None] + np.arange(1 - ORDER, 1)]
    for column, there in enumerate((np.ones(len(double), bool), double)):
        at = ORDER - 1 - step + column
        inside = (at >= 0) & (at < ORDER) & there[row]
        windows[inside, at[inside]] = meant[row[inside], column]
    scores, known = strip.model.judge(windows)
    at = places[row, step]
    better, own = scores - strip.scores[at], step <= double[row]

    def total(values: NDArray[np.generic]) -> Column:
        return np.bincount(row, values, len(double)).astype(np.float32)

    def mean(values: NDArray[np.generic]) -> Column:
        return (total(values) / np.bincount(row, minlength=len(double))).astype(np.float32)

    return Gains(
        total(np.where(own, better, 0)),
        total(np.where(own, 0, better)),
        mean(known),
        mean(strip.known[at]),
    )


def gains_back(sheet: Sheet, found: Candidates) -> Gains:
    """Judge the text, read from right to left, with each candidate in its place."""
    double = found.meant[:, 1] >= 0
    place = len(sheet.ids) - 1 - (found.place + double)
    meant = np.where(double[:, None], found.meant[:, ::-1], found.meant)
    return gains(sheet.back, place, meant)
