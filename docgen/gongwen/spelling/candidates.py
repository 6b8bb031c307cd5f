"""What may have been meant where a text surprises: single characters, and two in a row."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import EDGE, Ids, LanguageModel
from docgen.gongwen.spelling.alike import SAME_SYLLABLE, Alike
from docgen.gongwen.spelling.between import Between
from docgen.gongwen.spelling.sheet import Sheet
from docgen.gongwen.spelling.stretches import stretches
from docgen.gongwen.spelling.words import Words

SURPRISE: Final = -4.8
"""Sum of three scores (``log10``) below which a place is looked at."""
ODD: Final = -7.5
"""The same for what is alike in nothing."""
DOUBLE: Final = -8.0
"""Sum of four below which two characters in a row are looked at."""
SINGLES: Final = 20
DOUBLES: Final = 10
ANY: Final = 10
"""Candidates that a place keeps: alike, two in a row, and alike in nothing."""
SOUNDS: Final = 0.7
"""What sounding the same is worth when the best are kept (``log10``)."""
FITS: Final = -0.5
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
        self._between = Between(model, self._numbers)
        self._words = Words(model, alike)

    def find(self, sheet: Sheet, within: Ids) -> Candidates:
        """Return what may have been meant at some places; those alike, best first kept."""
        asked = within[self._rows[sheet.codes[within]] >= 0]
        rows = self._rows[sheet.codes[asked]]
        three = sheet.sums(3)
        around = np.minimum(three[asked], three[asked - 1])
        single = self._singles(sheet, asked[around < SURPRISE], rows[around < SURPRISE])
        beside = np.append(np.diff(asked) == 1, False) if len(asked) else np.zeros(0, bool)
        first = asked[beside & (sheet.sums(4)[asked] < DOUBLE)]
        return Candidates.join([single, self._doubles(sheet, first), self._swaps(sheet, first)])

    def _singles(self, sheet: Sheet, asked: Ids, rows: NDArray[np.int32]) -> Candidates:
        starts = self._alike.starts
        counts = starts[rows + 1] - starts[rows]
        which, told = stretches(starts[rows].astype(np.int64), counts)
        place = asked[which]
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
        gap, number = self._between.best(sheet.ids[asked - 1], sheet.ids[asked + 1], ANY)
        place = asked[gap]
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

    def _doubles(self, sheet: Sheet, first: Ids) -> Candidates:
        """Return words that sound like two characters in a row, both of them other than written."""
        rows = self._rows[sheet.codes].astype(np.int64)
        pair, meant, sound = self._words.find(rows[first], rows[first + 1])
        place = first[pair]
        written = np.stack([sheet.ids[place], sheet.ids[place + 1]], axis=1)
        other = (meant != written).all(axis=1)
        place, meant, sound = place[other], meant[other], sound[other]
        fits = self._fit_pair(sheet, place, meant)
        heard = SOUNDS * (sound >= SAME_SYLLABLE).sum(axis=1)
        keep = _best(place, fits + heard.astype(np.float32), FITS, DOUBLES)
        none = np.zeros((len(keep), 2), np.uint8)
        return Candidates(place[keep], meant[keep], sound[keep], none, fits[keep])

    def _swaps(self, sheet: Sheet, first: Ids) -> Candidates:
        """Return two characters in a row the other way round."""
        meant = np.stack([sheet.ids[first + 1], sheet.ids[first]], axis=1)
        able = (meant > EDGE).all(axis=1) & (meant[:, 0] != meant[:, 1])
        place, meant = first[able], meant[able]
        fits = self._fit_pair(sheet, place, meant)
        keep = fits > FITS
        none = np.zeros((int(keep.sum()), 2), np.uint8)
        return Candidates(place[keep], meant[keep], none, none, fits[keep])

    def _fit_pair(self, sheet: Sheet, place: Ids, meant: Ids) -> NDArray[np.float32]:
        before, now, then, after = (sheet.ids[place + step] for step in (-1, 0, 1, 2))
        pairs = self._pairs
        better = pairs[before, meant[:, 0]].astype(np.float32) + pairs[meant[:, 0], meant[:, 1]]
        better += pairs[meant[:, 1], after]
        fits: NDArray[np.float32] = better - (
            pairs[before, now].astype(np.float32) + pairs[now, then] + pairs[then, after]
        )
        return fits


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


def _best(place: Ids, fits: NDArray[np.float32], least: float, most: int) -> NDArray[np.intp]:
    """Return the best rows of each place, at most so many and none that fits less."""
    rows = np.flatnonzero(fits >= least)
    rows = rows[np.lexsort((-fits[rows], place[rows]))]
    ordered = place[rows]
    first = np.searchsorted(ordered, ordered)
    return rows[np.arange(len(rows)) - first < most]
