"""Which characters the fonts at hand can print, and what stands for those they cannot."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from models.fonts import SHIPPED


def find_fonts(folders: Iterable[Path]) -> typst.Fonts:
    """Return the fonts that ship with the product and those in the folders, and no others.

    The fonts of the system stay out, so that a form looks the same on every machine.
    """
    paths = [str(folder) for folder in (SHIPPED, *folders)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def printable(fonts: typst.Fonts) -> frozenset[int]:
    """Return the code points that at least one of the fonts has a glyph for, and the line feed."""
    faces = ((face.path, face.index) for face in fonts.fonts() if face.path)
    return frozenset(code for face in faces for code in code_points(*face)) | {ord("\n")}


def visible(text: str, known: frozenset[int]) -> str:
    """Return ``text`` with a mark naming each character that no font has.

    >>> visible("吉😀", frozenset({0x5409}))
    '吉〔U+1F600〕'
    """
    if known.issuperset(map(ord, text)):
        return text
    return "".join(each if ord(each) in known else f"〔U+{ord(each):04X}〕" for each in text)


def code_points(path: str | Path, index: int = 0) -> Iterator[int]:
    """Yield the code points one face of a font file has a glyph for."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        yield from font.getBestCmap()
