"""What may have been meant where a text surprises: single characters, and two in a row."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import ORDER, Ids, LanguageModel
from docgen.gongwen.spelling.alike import SAME_SYLLABLE, Alike
from docgen.gongwen.spelling.sheet import Sheet

SURPRISE: Final = -4.8
"""Sum of three scores (``log10``) below which a place is looked at."""
ODD: Final = -7.5
"""The same for what is alike in nothing."""
DOUBLE: Final = -8.0
"""Sum of four below which two characters in a row are looked at."""
SINGLES: Final = 12
DOUBLES: Final = 10
ANY: Final = 10
"""Candidates that a place keeps: alike, two in a row, and alike in nothing."""
SOUNDS: Final = 0.7
"""What sounding the same is worth when the best are kept (``log10``)."""
FITS: Final = 0.5
"""How much better with its neighbours (``log10``) a candidate must be to be kept."""
FITS_ANYHOW: Final = 3.0
"""The same of one that is alike in nothing."""


@dataclass(frozen=True)
class Candidates:
    """Stretches of one or two characters and what may have been meant; columns of a table."""

    place: Ids
    meant: Ids
    """One row of two numbers each; the second -1 when one character is meant."""
    sound: NDArray[np.uint8]
    """How alike in sound, a column for each character (see ``Alike``)."""
    shape: NDArray[np.uint8]
    fits: NDArray[np.float32]
    """How much better it goes with its neighbours, two by two (``log10``)."""

    @classmethod
    def join(cls, several: list[Self]) -> Self:
        """Return all in one table."""
        return cls(
            np.concatenate([each.place for each in several]),
            np.concatenate([each.meant for each in several]),
            np.concatenate([each.sound for each in several]),
            np.concatenate([each.shape for each in several]),
            np.concatenate([each.fits for each in several]),
        )

    def at(self, rows: NDArray[np.intp]) -> Self:
        """Return some of them."""
        return type(self)(
            self.place[rows], self.meant[rows], self.sound[rows], self.shape[rows], self.fits[rows]
        )


class Finder:
    """Finds the candidates of a sheet."""

    def __init__(self, model: LanguageModel, alike: Alike) -> None:
        self._pairs, self._alike = model.pairs, alike
        self._rows = np.full(0x110000, -1, np.int32)
        codes = np.frombuffer(alike.characters.encode("utf-32-le"), np.uint32)
        self._rows[codes] = np.arange(len(codes))
        han = np.frombuffer(alike.known.encode("utf-32-le"), np.uint32)
        self._numbers = model.numbers(han)

    def find(self, sheet: Sheet, within: Ids) -> Candidates:
        """Return what may have been meant at some places; those alike, best first kept."""
        asked = within[self._rows[sheet.codes[within]] >= 0]
        rows = self._rows[sheet.codes[asked]]
        three, four = sheet.sums(3)[asked], sheet.sums(4)[asked]
        single = self._singles(sheet, asked[three < SURPRISE], rows[three < SURPRISE])
        beside = np.append(np.diff(asked) == 1, False) if len(asked) else np.zeros(0, bool)
        double = np.flatnonzero(beside & (four < DOUBLE))
        return Candidates.join([single, self._doubles(sheet, asked, rows, double)])

    def _singles(self, sheet: Sheet, asked: Ids, rows: NDArray[np.int32]) -> Candidates:
        starts = self._alike.starts
        counts = starts[rows + 1] - starts[rows]
        place = np.repeat(asked, counts)
        told = np.arange(counts.sum()) + np.repeat(
            starts[rows] - (np.cumsum(counts) - counts), counts
        )
        number = self._numbers[self._alike.meant[told]]
        fits = self._fit(sheet, place, number)
        heard = SOUNDS * (self._alike.sound[told] >= SAME_SYLLABLE)
        keep = _best(place, fits + heard.astype(np.float32), FITS, SINGLES)
        place, told, number, fits = place[keep], told[keep], number[keep], fits[keep]
        alike = _table(place, number, self._alike.sound[told], self._alike.shape[told], fits)
        odd = asked[sheet.sums(3)[asked] < ODD]
        return Candidates.join([alike, self._any(sheet, odd, place * 65536 + number)])

    def _any(self, sheet: Sheet, asked: Ids, there: Ids) -> Candidates:
        """Return what goes well with both neighbours though it is like in nothing."""
        before, after = sheet.ids[asked - 1], sheet.ids[asked + 1]
        known = np.zeros(len(self._pairs), bool)
        known[self._numbers] = True
        fit = self._pairs[before] + self._pairs.T[after]
        fit[:, ~known] = -99
        best = (
            np.argpartition(-fit, ANY, axis=1)[:, :ANY] if len(asked) else np.zeros((0, ANY), int)
        )
        place, number = np.repeat(asked, ANY), best.ravel().astype(np.int64)
        fits = self._fit(sheet, place, number)
        keep = (fits > FITS_ANYHOW) & ~np.isin(place * 65536 + number, there)
        none = np.zeros(int(keep.sum()), np.uint8)
        return _table(place[keep], number[keep], none, none, fits[keep])

    def _fit(self, sheet: Sheet, place: Ids, number: Ids) -> NDArray[np.float32]:
        before, after, now = sheet.ids[place - 1], sheet.ids[place + 1], sheet.ids[place]
        pairs = self._pairs
        better = pairs[before, number].astype(np.float32) + pairs[number, after]
        fits: NDArray[np.float32] = better - pairs[before, now] - pairs[now, after]
        return fits

    def _doubles(self, sheet: Sheet, asked: Ids, rows: NDArray[np.int32], which: Ids) -> Candidates:
        pairs, starts, found = self._pairs, self._alike.starts, []
        for at in which:
            place = asked[at]
            one = slice(starts[rows[at]], starts[rows[at] + 1])
            other = slice(starts[rows[at + 1]], starts[rows[at + 1] + 1])
            first, second = (self._numbers[self._alike.meant[each]] for each in (one, other))
            before, now, then, after = sheet.ids[place - 1 : place + 3]
            fit = (
                pairs[before, first][:, None] + pairs[np.ix_(first, second)] + pairs[second, after]
            )
            heard = [SOUNDS * (self._alike.sound[each] >= SAME_SYLLABLE) for each in (one, other)]
            ranked = (fit + heard[0][:, None] + heard[1]).ravel()
            best = np.argpartition(-ranked, min(DOUBLES, fit.size - 1))[:DOUBLES]
            left, right = np.unravel_index(best, fit.shape)
            was = pairs[before, now] + pairs[now, then] + pairs[then, after]
            found.append(
                Candidates(
                    np.full(len(best), place),
                    np.stack([first[left], second[right]], axis=1),
                    np.stack(
                        [self._alike.sound[one][left], self._alike.sound[other][right]], axis=1
                    ),
                    np.stack(
                        [self._alike.shape[one][left], self._alike.shape[other][right]], axis=1
                    ),
                    fit.ravel()[best].astype(np.float32) - was,
                )
            )
        return Candidates.join(found) if found else _none()


def _table(
    place: Ids,
    number: Ids,
    sound: NDArray[np.uint8],
    shape: NDArray[np.uint8],
    fits: NDArray[np.float32],
) -> Candidates:
    nothing = np.full(len(place), -1)
    zero = np.zeros(len(place), np.uint8)
    return Candidates(
        place,
        np.stack([number, nothing], axis=1),
        np.stack([sound.astype(np.uint8), zero], axis=1),
        np.stack([shape.astype(np.uint8), zero], axis=1),
        fits.astype(np.float32),
    )


def _none() -> Candidates:
    numbers, bytes_ = np.zeros(0, np.int64), np.zeros(0, np.uint8)
    return _table(numbers, numbers, bytes_, bytes_, np.zeros(0, np.float32))


def _best(place: Ids, fits: NDArray[np.float32], least: float, most: int) -> NDArray[np.intp]:
    """Return the best rows of each place, at most so many and none that fits less."""
    rows = np.flatnonzero(fits >= least)
    rows = rows[np.lexsort((-fits[rows], place[rows]))]
    ordered = place[rows]
    first = np.searchsorted(ordered, ordered)
    return rows[np.arange(len(rows)) - first < most]


def gains(model: LanguageModel, sheet: Sheet, candidates: Candidates) -> NDArray[np.float32]:
    """Return how many powers of ten likelier the text is with each candidate."""
    reach = np.arange(ORDER + 1)
    places = candidates.place[:, None] + reach
    np.minimum(places, len(sheet.ids) - 1, out=places)
    touched = sheet.scored[places] & (sheet.owner[places] == sheet.owner[candidates.place][:, None])
    touched[:, ORDER] &= candidates.meant[:, 1] >= 0
    row, step = np.nonzero(touched)
    windows = sheet.ids[(candidates.place[row] + step)[:, None] + np.arange(1 - ORDER, 1)]
    first = ORDER - 1 - step
    inside = first >= 0
    windows[inside, first[inside]] = candidates.meant[row[inside], 0]
    second = first + 1
    inside = (second >= 0) & (second < ORDER) & (candidates.meant[row, 1] >= 0)
    windows[inside, second[inside]] = candidates.meant[row[inside], 1]
    better = model.scores(windows) - sheet.scores[places[row, step]]
    gained: NDArray[np.float32] = np.bincount(row, better, len(candidates.place)).astype(np.float32)
    return gained
