"""Where what the checker has learnt is kept: one file."""

import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.alike import Alike
from docgen.gongwen.spelling.mistakes import Mistakes
from models.errors import SpecError

SHIPPED: Final = Path(__file__).with_name("official.npz")
"""The model that comes with the product (card: docs/cards/spelling.md)."""


@dataclass(frozen=True)
class Kept:
    """What texts read like, what is taken for one another, and what was so before."""

    model: BothWays
    alike: Alike
    mistakes: Mistakes


def keep(path: Path, kept: Kept) -> None:
    """Write it to a file."""
    arrays = kept.model.arrays() | kept.alike.arrays() | kept.mistakes.arrays()
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stub wants bool


def fetch(path: Path = SHIPPED) -> Kept:
    """Read it; raises ``SpecError`` when the file is missing or is none of ours."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return Kept(BothWays.of(stored), Alike.of(stored), Mistakes.of(stored))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SpecError(f"错别字模型 {path.name} 读取失败，请重新安装或重新训练。") from error


@cache
def fetch_shipped() -> Kept:
    """Return what comes with the product; it is read once."""
    return fetch()
