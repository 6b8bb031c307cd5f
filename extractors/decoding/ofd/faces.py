"""Fonts to draw a page with: those that ship, by the role of the font a document names."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from models.fonts import SHIPPED

_SANS = ("黑", "hei", "arial", "helvetica", "sans", "courier", "等线", "yahei", "雅黑", "consol")
"""Parts of names of fonts without serifs; every other one is drawn with serifs."""
_BOLD = ("bold", "小标宋", "粗")
_SYSTEM = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""Has the rare characters that the shipped subsets leave out."""


def face(name: str, size: int, character: str) -> ImageFont.FreeTypeFont:
    """Return a font for one character of a text in the font ``name``."""
    return _loaded(_path(name.lower(), rare=_is_rare(character)), max(1, size))


def _path(name: str, *, rare: bool) -> Path:
    if rare and _SYSTEM.exists():
        return _SYSTEM
    if any(part in name for part in _BOLD):
        return SHIPPED / "NotoSerifCJKsc-Bold.otf"
    sans = any(part in name for part in _SANS)
    return SHIPPED / ("NotoSansCJKsc-Regular.otf" if sans else "NotoSerifCJKsc-Regular.otf")


def _is_rare(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@lru_cache(maxsize=64)
def _loaded(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
