"""Tells which terms stand in which texts, for all of both at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.words.keys import CODE_POINTS, letters_of


def standing(terms: Sequence[str], texts: Sequence[str]) -> NDArray[np.bool_]:
    """Return by text and term whether the term stands anywhere in the text, to the letter.

    >>> standing(["网", "约车", "a12"], ["网上约车", "码a123"]).tolist()
    [[True, True, False], [False, False, True]]
    """
    held = np.zeros((len(texts), len(terms)), bool)
    short = {term: at for at, term in enumerate(terms) if len(term) <= 2}
    letters, owners = letters_of(texts)
    wanted = sorted({ord(letter) for term in short for letter in term})
    numbers = np.zeros(CODE_POINTS, np.int16)
    numbers[wanted] = np.arange(1, len(wanted) + 1)
    found = numbers[letters]
    singles, pairs = _numbered(short, numbers, len(wanted) + 1)
    _mark(held, owners, singles[found])
    _mark(held, owners[:-1], np.where(owners[1:] == owners[:-1], pairs[found[:-1], found[1:]], -1))
    for at, term in enumerate(terms):
        if term not in short:
            held[:, at] = [term in text for text in texts]
    return held


def _numbered(
    short: dict[str, int], numbers: NDArray[np.int16], count: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return by letter, and by letter and the next, which term they are; -1 where none."""
    singles, pairs = np.full(count, -1, np.int32), np.full((count, count), -1, np.int32)
    for term, at in short.items():
        letters = [numbers[ord(letter)] for letter in term]
        if len(letters) == 1:
            singles[letters[0]] = at
        else:
            pairs[letters[0], letters[1]] = at
    return singles, pairs


def _mark(held: NDArray[np.bool_], owners: NDArray[np.int32], terms: NDArray[np.int32]) -> None:
    places = np.flatnonzero(terms >= 0)
    held[owners[places], terms[places]] = True
