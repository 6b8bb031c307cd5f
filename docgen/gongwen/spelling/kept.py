"""Where a model and what is alike are kept: one file."""

import zipfile
from pathlib import Path
from typing import Final

import numpy as np

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.alike import Alike
from models.errors import SpecError

SHIPPED: Final = Path(__file__).with_name("official.npz")
"""The model that comes with the product (card: docs/cards/spelling.md)."""


def keep(path: Path, model: BothWays, alike: Alike) -> None:
    """Write both to a file."""
    np.savez_compressed(path, **model.arrays(), **alike.arrays())  # type: ignore[arg-type]  # the stub wants bool


def fetch(path: Path = SHIPPED) -> tuple[BothWays, Alike]:
    """Read both; raises ``SpecError`` when the file is missing or is none of ours."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return BothWays.of(stored), Alike.of(stored)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SpecError(f"错别字模型 {path.name} 读取失败，请重新安装或重新训练。") from error
