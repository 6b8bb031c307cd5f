"""How alike many texts are to many others, at once."""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PLACES: Final = 2048
"""Of a vector; single characters and pairs are hashed to them."""
LONGEST: Final = 4_000
"""Characters of a text that are looked at."""


def similarities(lefts: Sequence[str], rights: Sequence[str]) -> NDArray[np.float32]:
    """Return the cosines of characters and pairs of characters, left by right, 0 to 1.

    >>> (similarities(["防汛工作的通知"], ["防汛工作通知", "天气"]) > 0.5).tolist()
    [[True, False]]
    """
    return _vectors(lefts) @ _vectors(rights).T


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    vectors = np.zeros((len(texts), PLACES), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        words = text[:LONGEST]
        np.add.at(row, [ord(each) % PLACES for each in words], 1)
        pairs = [
            crc32(words[at : at + 2].encode("utf-8", "replace")) % PLACES
            for at in range(len(words) - 1)
        ]
        np.add.at(row, pairs, 1)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.maximum(lengths, 1e-6)
    return vectors
