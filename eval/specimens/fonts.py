"""Fonts by the role they play on printed forms.

Where a family is not installed, the subset of Noto CJK that ships with the product stands in, so a
specimen can be drawn anywhere; its picture then differs, its ground truth does not.
"""

from functools import cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from models.fonts import SHIPPED

SYSTEM = Path("/usr/share/fonts")

SHIPPED_SANS = (SHIPPED / "NotoSansCJKsc-Regular.otf", 0)
SHIPPED_SERIF = (SHIPPED / "NotoSerifCJKsc-Regular.otf", 0)
SHIPPED_BOLD = (SHIPPED / "NotoSerifCJKsc-Bold.otf", 0)

HANDWRITING = Path(__file__).parents[2] / "build" / "handwriting"
HANDS = ("ma-shan-zheng", "zhi-mang-xing", "liu-jian-mao-cao", "long-cang")
"""Fonts that look handwritten, fetched by ``eval.specimens.handwriting_fonts``."""

FAMILIES: dict[str, tuple[tuple[Path, int], ...]] = {
    "hei": ((SYSTEM / "opentype/noto/NotoSansCJK-Regular.ttc", 2), SHIPPED_SANS),
    "hei_bold": ((SYSTEM / "opentype/noto/NotoSansCJK-Bold.ttc", 2), SHIPPED_BOLD),
    "hei_black": ((SYSTEM / "opentype/noto/NotoSansCJK-Black.ttc", 2), SHIPPED_BOLD),
    "hei_light": ((SYSTEM / "opentype/noto/NotoSansCJK-Light.ttc", 2), SHIPPED_SANS),
    "zenhei": ((SYSTEM / "truetype/wqy/wqy-zenhei.ttc", 0), SHIPPED_SANS),
    "song": ((SYSTEM / "opentype/noto/NotoSerifCJK-Regular.ttc", 2), SHIPPED_SERIF),
    "song_medium": ((SYSTEM / "opentype/noto/NotoSerifCJK-Medium.ttc", 2), SHIPPED_SERIF),
    "song_bold": (SHIPPED_BOLD,),
    "ming": ((SYSTEM / "truetype/arphic/uming.ttc", 0), SHIPPED_SERIF),
    "kai": ((SYSTEM / "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0), SHIPPED_SERIF),
    "kai_bold": ((SYSTEM / "truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf", 0), SHIPPED_BOLD),
    "ukai": ((SYSTEM / "truetype/arphic/ukai.ttc", 0), SHIPPED_SERIF),
    "mono": ((SYSTEM / "truetype/dejavu/DejaVuSansMono.ttf", 0), SHIPPED_SANS),
    "kai_mono": ((SYSTEM / "truetype/lxgw-wenkai/LXGWWenKaiMono-Regular.ttf", 0), SHIPPED_SANS),
    "digits": ((SYSTEM / "truetype/dejavu/DejaVuSans.ttf", 0), SHIPPED_SANS),
    "latin": ((SYSTEM / "truetype/dejavu/DejaVuSerif.ttf", 0), SHIPPED_SERIF),
} | {name: ((HANDWRITING / f"{name}.woff", 0), SHIPPED_SERIF) for name in HANDS}
"""For each role the files to try, best first; the last one ships with the product."""


@cache
def load(family: str, pixels: int) -> FreeTypeFont:
    """Return the first file of a family that is there, at a size in pixels."""
    path, index = next((path, index) for path, index in FAMILIES[family] if path.exists())
    return ImageFont.truetype(path, pixels, index=index)


def face(family: str, pixels: int, text: str) -> FreeTypeFont:
    """Return a font of the family, or the shipped one when it lacks a character of ``text``.

    Raises:
        LookupError: Not even the shipped font has every character.
    """
    for name in (family, "hei", "song_bold"):
        font = load(name, pixels)
        if all(has_glyph(name, character) for character in set(text) - {"\n", " "}):
            return font
    raise LookupError(f"no font draws every character of {text!r}")


@cache
def has_glyph(family: str, character: str) -> bool:
    """Tell whether a font draws a character as itself, not as the box for a missing one."""
    font = load(family, 24)
    return bytes(font.getmask(character)) != bytes(font.getmask("\U0010fffd"))
