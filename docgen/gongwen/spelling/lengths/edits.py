"""What may be too many or missing where both sides of a gap do not go together."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import EDGE, Ids, LanguageModel
from docgen.gongwen.spelling.between import Between
from docgen.gongwen.spelling.recipe import HAN
from docgen.gongwen.spelling.sheet import Sheet

TENSE: Final = -9.0
"""Sum of the scores (``log10``) of two characters on either side, each read towards the gap and on,
below which a gap is looked at."""
MOST, FEW = 0.4, 4
"""Share of the gaps of a sentence that may be so, and how many may be so in any."""
PUT: Final = 12
"""Characters that are tried in one gap."""

Column = NDArray[np.float32]


@dataclass(frozen=True)
class Edits:
    """Places and what to do there; columns of a table."""

    place: Ids
    """Of the character to leave out, or of the one before which another is to be put."""
    put: Ids
    """The number of what is to be put in; -1 where one is to be left out."""

    @property
    def extra(self) -> NDArray[np.bool_]:
        """Return which of them leave a character out."""
        return self.put < 0

    def at(self, rows: NDArray[np.intp]) -> Self:
        """Return some of them."""
        return type(self)(self.place[rows], self.put[rows])


class Finder:
    """Finds the edits of a sheet."""

    def __init__(self, model: LanguageModel) -> None:
        self._han = np.zeros(model.size, bool)
        self._han[EDGE + 1 :] = [bool(HAN.match(each)) for each in model.characters]
        self._between = Between(model, np.flatnonzero(self._han))

    def find(self, sheet: Sheet) -> Edits:
        """Return what may be left out or put in; of a character written twice, the last."""
        gaps = tensions(sheet)
        places = _readable(sheet, gaps)
        loose = np.minimum(gaps[places], gaps[places + 1]) < TENSE
        again = sheet.ids == np.append(sheet.ids[1:], 0)
        apart = ~again[places] & ~_in_pairs(again, places)
        left_out = places[loose & self._han[sheet.ids[places]] & apart]
        place, put = self._put(sheet, places[gaps[places] < TENSE])
        return Edits(
            np.concatenate([left_out, place]), np.concatenate([np.full(len(left_out), -1), put])
        )

    def _put(self, sheet: Sheet, places: Ids) -> tuple[Ids, Ids]:
        """Return what goes best with both sides of a gap."""
        before, after = sheet.ids[places - 1], sheet.ids[places]
        beside = self._han[before] | self._han[after]
        places, before, after = places[beside], before[beside], after[beside]
        gap, put = self._between.best(before, after, PUT)
        place = places[gap]
        # Put before its like, it is the same as put behind it.
        other = put != sheet.ids[place]
        return place[other], put[other]


def _in_pairs(again: NDArray[np.bool_], places: Ids) -> NDArray[np.bool_]:
    """Return which places end one of two pairs of twins, as in 规规矩矩."""
    pairs: NDArray[np.bool_] = again[places - 1] & (again[places - 3] | again[places + 1])
    return pairs


def _readable(sheet: Sheet, gaps: Column) -> Ids:
    """Return the places of sentences that are not tense throughout: those are no prose."""
    tense = np.bincount(sheet.owner[sheet.places], gaps[sheet.places] < TENSE, len(sheet.sizes))
    readable = tense <= np.maximum(sheet.sizes * MOST, FEW)
    places: Ids = sheet.places[readable[sheet.owner[sheet.places]]]
    return places


def tensions(sheet: Sheet) -> Column:
    """Return for each place how well those before it and those from it on go together."""
    onward, back = sheet.scores, sheet.back.scores[::-1]
    apart: Column = onward + np.append(onward[1:], 0)
    apart[2:] += back[1:-1] + back[:-2]
    return apart
