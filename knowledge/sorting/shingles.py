"""Texts as sets of the short runs of characters they contain, and samples of these sets."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.cleaning import folded

WIDTH: Final = 5
"""Characters of a shingle."""
SCALE: Final = 8
"""One shingle of so many is in the sketch, chosen by its hash alone, so in every text alike."""
_PRIME: Final = np.uint64(1_099_511_628_211)
_MIX: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))

Hashes = NDArray[np.uint64]


def shingles_of(text: str, width: int = WIDTH) -> Hashes:
    """Return the distinct hashes of a text's shingles, sorted; a shorter text is one shingle."""
    codes = np.frombuffer(folded(text).encode("utf-32-le"), np.uint32).astype(np.uint64)
    if not codes.size:
        return np.empty(0, np.uint64)
    width = min(width, codes.size)
    count = codes.size - width + 1
    hashes = np.zeros(count, np.uint64)
    for place in range(width):
        hashes = hashes * _PRIME + codes[place : place + count]
    return np.unique(_mixed(hashes))


def sketch_of(shingles: Hashes, scale: int = SCALE) -> Hashes:
    """Return the sample of a set; never empty where the set is not."""
    chosen = shingles[shingles % np.uint64(scale) == 0]
    return chosen if chosen.size else shingles[:1]


def likeness(left: Hashes, right: Hashes) -> tuple[float, float]:
    """Return how alike two sets are (Jaccard), and how much of the smaller is in the larger."""
    if not left.size or not right.size:
        return 0.0, 0.0
    shared = np.intersect1d(left, right, assume_unique=True).size
    return shared / (left.size + right.size - shared), shared / min(left.size, right.size)


def _mixed(hashes: Hashes) -> Hashes:
    """Spread the bits, so that a sample by the low ones is a fair one (splitmix64)."""
    for shift, factor in zip((30, 27), _MIX, strict=True):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * factor
    return hashes ^ (hashes >> np.uint64(31))
