"""A small learnt judge of passages: one hidden layer over a dozen features."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("ranker.npz")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Ranker:
    """Weights of the judge; arrays are over features, hidden units, or both."""

    names: tuple[str, ...]
    """Of the features it was taught on, in their order."""
    mean: Array
    spread: Array
    inner: Array
    """Features by hidden units."""
    bias: Array
    outer: Array
    straight: Array
    """What a feature counts besides, without the hidden units."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read a file that `save` wrote; raises ``OSError`` if it is missing or another file."""
        with np.load(path, allow_pickle=False) as stored:
            names = tuple(map(str, stored["names"]))
            parts = (stored[name].astype(np.float64) for name in PARTS)
            return cls(names, *parts)

    def save(self, path: Path) -> None:
        """Write the weights."""
        parts = {name: getattr(self, name).astype(np.float32) for name in PARTS}
        np.savez_compressed(path, names=np.array(self.names), **parts)

    def judge(self, features: NDArray[np.float32]) -> Array:
        """Return a number for each passage, comparable within one question: higher is better."""
        rows = (features - self.mean) / self.spread
        hidden = np.tanh(rows @ self.inner + self.bias)
        judged: Array = hidden @ self.outer + rows @ self.straight
        return judged


PARTS = ("mean", "spread", "inner", "bias", "outer", "straight")


@cache
def default_ranker() -> Ranker:
    """Return the judge that comes with the product, read once."""
    return Ranker.load()
