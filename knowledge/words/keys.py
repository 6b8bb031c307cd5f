"""Cuts many texts into the same terms as `terms`, all at once, each term as a 64-bit number.

A number says which term it is and nothing else: one character, or a pair of neighbours, stands in
it as it is; a run of Latin letters and digits stands in it as 41 bits of its hash, so that two
different runs are taken for one another about once in two million million comparisons.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.words.terms import RUN

Keys = NDArray[np.uint64]
Owners = NDArray[np.int32]

CODE_POINTS: Final = 0x110000
ASSIGNED: Final = 0x40000
"""No letter stands behind it: planes 4 to 16 are empty, tags, or private."""
BITS: Final = np.uint64(21)
"""Of one code point."""
IS_RUN: Final = np.uint64(1 << 63)
RUN_IS_RIGHT: Final = np.uint64(1 << 62)
BASE: Final = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that no character of a run is ever multiplied away."""
_OTHER, _SINGLE, _PART_OF_RUN = range(3)


@dataclass(frozen=True)
class Cut:
    """The letters and runs of some texts, in the order they stand."""

    tokens: Keys
    owners: Owners
    """The number of the text each stands in."""
    left: NDArray[np.int64]
    """Places of tokens whose right neighbour follows at once."""

    def keys(self) -> tuple[Keys, Owners]:
        """Return all terms, tokens and pairs of neighbours, and the text each stands in."""
        pairs = pair(self.tokens[self.left], self.tokens[self.left + 1])
        owners = np.concatenate([self.owners, self.owners[self.left]])
        return np.concatenate([self.tokens, pairs]), owners


def cut(texts: Sequence[str]) -> Cut:
    """Cut texts as `terms` does: the same terms, as often."""
    letters, text_of = _cleaned(texts)
    tokens, begins, ends = _tokens(letters, text_of)
    owners = text_of[begins]
    neighbours = (begins[1:] == ends[:-1]) & (owners[1:] == owners[:-1])
    return Cut(tokens, owners, np.flatnonzero(neighbours))


def counted(text: str) -> tuple[Keys, NDArray[np.int64]]:
    """Return each term of a text once, ascending, and how often it stands there."""
    return np.unique(cut([text]).keys()[0], return_counts=True)


def pair(left: Keys, right: Keys) -> Keys:
    """Return the keys of neighbours; two runs are never neighbours."""
    singles = left << BITS | right
    run_left = left | right
    run_right = right | RUN_IS_RIGHT | left
    return np.where(left >= IS_RUN, run_left, np.where(right >= IS_RUN, run_right, singles))


def plain_texts(texts: Sequence[str]) -> list[str]:
    """Return what `plain` makes of each text, which is much faster for many at once."""
    letters, text_of = _cleaned(texts)
    whole = letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.cumsum(np.bincount(text_of, minlength=len(texts))).tolist()
    return [whole[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _cleaned(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Owners]:
    """Return the letters of all texts as `terms` compares them, and which text each is of."""
    letters, text_of = letters_of(texts)
    plain = _plain()[letters]
    intricate = np.unique(text_of[plain == 0])
    if not len(intricate):
        return plain, text_of
    whole = list(texts)
    for at in intricate:
        whole[at] = unicodedata.normalize("NFKC", whole[at]).lower()
    letters, text_of = letters_of(whole)
    return np.where(np.isin(text_of, intricate), letters, _plain()[letters]), text_of


def letters_of(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Owners]:
    """Return the letters of all texts, one text behind the other, and which text each is of."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return letters, np.repeat(np.arange(len(texts), dtype=np.int32), sizes)


def _tokens(
    letters: NDArray[np.uint32], text_of: Owners
) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    """Return single letters and runs as keys, and where each begins and ends."""
    kinds = _kinds()[letters]
    in_run = kinds == _PART_OF_RUN
    goes_on = np.zeros(len(letters), bool)
    goes_on[1:] = in_run[1:] & in_run[:-1] & (text_of[1:] == text_of[:-1])
    begins = np.flatnonzero((kinds == _SINGLE) | (in_run & ~goes_on))
    ends = begins + 1
    tokens = letters[begins].astype(np.uint64)
    runs = np.flatnonzero(in_run[begins])
    if len(runs):
        tokens[runs], lengths = _hashed(letters[in_run], goes_on[in_run])
        ends[runs] = begins[runs] + lengths
    return tokens, begins, ends


def _hashed(letters: NDArray[np.uint32], goes_on: NDArray[np.bool_]) -> tuple[Keys, Keys]:
    """Return the key of each run among the letters of runs, and its length."""
    begins = np.flatnonzero(~goes_on)
    lengths = np.diff(begins, append=len(letters))
    places = np.arange(len(letters)) - np.repeat(begins, lengths)
    powers = np.cumprod(np.full(int(lengths.max()), BASE))
    sums = np.add.reduceat(letters * powers[places], begins)
    mixed = (sums ^ (sums >> np.uint64(29))) * BASE >> np.uint64(23)
    return IS_RUN | mixed << BITS, lengths


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return by code point what it is in a text, as the pattern of `terms` has it."""
    kinds = np.zeros(CODE_POINTS, np.uint8)
    for letter in RUN.findall(" ".join(map(chr, range(ASSIGNED)))):
        kinds[ord(letter)] = _PART_OF_RUN if RUN.fullmatch(2 * letter) else _SINGLE
    return kinds


@cache
def _plain() -> NDArray[np.uint32]:
    """Return by code point its narrow small form; 0 where that hangs on its neighbours."""
    plain = np.zeros(CODE_POINTS, np.uint32)
    for point, letter in enumerate(map(chr, range(ASSIGNED))):
        form = unicodedata.normalize("NFKC", letter).lower()
        if len(form) == 1 and not _joins(letter) and not _joins(form):
            plain[point] = ord(form)
    return plain


def _joins(letter: str) -> bool:
    """Tell whether a letter may become another one beside some neighbour."""
    return (
        letter == "Σ"  # small, it has a form of its own at the end of a word
        or unicodedata.category(letter).startswith("M")
        or not unicodedata.is_normalized("NFC", "\u1100" + letter)
        or not unicodedata.is_normalized("NFC", "\uac00" + letter)
    )
