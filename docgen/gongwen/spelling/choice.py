"""How probable each candidate is, from the evidence: a small network, kept beside the model."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.spelling.evidence import NAMES
from models.errors import SpecError

SHIPPED: Final = Path(__file__).with_name("choice.npz")
"""What comes with the product; learnt by ``spelling.tuning``."""

Numbers = NDArray[np.float32]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One layer of hidden units beside a linear sum."""

    middle: Numbers
    """The mean of each piece of evidence, in the order of its names."""
    spread: Numbers
    linear: Numbers
    hidden: Numbers
    """One row for each piece of evidence, one column for each unit."""
    bias: Numbers
    out: Numbers

    def worth(self, evidence: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return for each row how much speaks for it (``log``, against leaving all as it is)."""
        rows = (evidence - self.middle) / self.spread
        worth: NDArray[np.float64] = (
            rows @ self.linear + np.tanh(rows @ self.hidden + self.bias) @ self.out
        ).astype(np.float64)
        return worth

    def keep(self, path: Path, names: Names = NAMES) -> None:
        """Write it to a file, with the names of the evidence it is for."""
        arrays = {each.name: getattr(self, each.name) for each in fields(self)}
        np.savez_compressed(path, names=np.array(names), **arrays)

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]], names: Names = NAMES) -> Self:
        """Return what was kept so; raises ``ValueError`` when it is for other evidence."""
        if tuple(arrays["names"].tolist()) != names:
            raise ValueError("names of the evidence differ")
        return cls(**{each.name: arrays[each.name].astype(np.float32) for each in fields(cls)})


def fetch_choice(path: Path = SHIPPED, names: Names = NAMES) -> Choice:
    """Read one; raises ``SpecError`` when the file is missing or is for other evidence."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return Choice.of(stored, names)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SpecError(f"错别字权重 {path.name} 读取失败，请重新安装或重新训练。") from error


def choose(
    worth: NDArray[np.float64], groups: NDArray[np.int64], number: int
) -> NDArray[np.float64]:
    """Return the probability of each candidate of a group, against those beside it and none."""
    most = np.zeros(number)
    np.maximum.at(most, groups, worth)
    strength = np.exp(worth - most[groups])
    whole = np.bincount(groups, strength, number) + np.exp(-most)
    chance: NDArray[np.float64] = strength / whole[groups]
    return chance
