"""Make the fonts that ship with the product from an installed Noto CJK.

    python -m models.fonts.subset --source /usr/share/fonts/opentype/noto

Each face is one static OpenType font holding the characters of GB 2312, the characters of
``rare_characters.txt`` (rare in print, usual in names) and the symbols of forms and invoices.
The family names stay as they are, so a full Noto CJK, where installed, stands in for a subset.

The fallback holds whatever else Noto Serif CJK SC has, so that every name it can write is printed.
It is a family of its own, ``RARE``: no layout sets text in it but for want of a character.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from models.fonts import RARE

HERE = Path(__file__).parent

FACES = {
    "NotoSansCJKsc-Regular": "NotoSansCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular": "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Bold": "NotoSerifCJK-Bold.ttc",
}
"""Name of each shipped font, and the collection it is taken from."""
FALLBACK = ("NotoSerifCJKsc-Rare", "NotoSerifCJK-Regular.ttc")
"""The same for the font of what the faces lack."""
VERTICAL = ["vert", "kern", "ccmp", "locl"]
FAMILY, FULL, POSTSCRIPT, UNIQUE, PREFERRED = 1, 4, 6, 3, 16
"""Where a font keeps its names."""

SYMBOLS = "·•‧–—―‘’“”„…‰′″※℃№™←↑→↓↔√∞≈≠≤≥⊗⊕▇■□▢▲△▶▷▼▽◆◇○◎●★☆♀♂✓〇〓〔〕￥€£¥©®°±×÷²³¼½¾µΩ"


def characters() -> set[str]:
    """Return every character a shipped font must have."""
    wanted = {chr(code) for code in range(0x20, 0x7F)} | set(SYMBOLS)
    wanted |= set((HERE / "rare_characters.txt").read_text(encoding="utf-8")) - {"\n"}
    return wanted | set(gb2312())


def gb2312() -> str:
    """Return the characters of GB 2312 in the order of its rows."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def face(collection: Path) -> TTFont:
    """Return the proportional simplified-Chinese font of a Noto collection."""
    for font in TTCollection(collection).fonts:
        family = font["name"].getDebugName(1) or ""
        if "CJK SC" in family and "Mono" not in family:
            return font
    raise LookupError(f"{collection.name} holds no simplified-Chinese face")


def shrink(font: TTFont, wanted: set[str], features: Sequence[str] = VERTICAL) -> None:
    """Drop from ``font`` everything but the wanted characters and some features of setting."""
    options = Options(hinting=False, layout_features=[*features])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.drop_tables += ["BASE", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(each) for each in wanted])
    subsetter.subset(font)


def rare(collection: Path) -> TTFont:
    """Return a font of the characters that no face holds, named ``RARE``."""
    font = face(collection)
    others = {chr(code) for code in font.getBestCmap()} - characters()
    shrink(font, others, features=())
    for record in font["name"].names:
        if record.nameID in {FAMILY, FULL, UNIQUE, PREFERRED}:
            record.string = RARE
        if record.nameID == POSTSCRIPT:
            record.string = FALLBACK[0]
    return font


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every shipped font beside this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, required=True, help="folder of the Noto collections")
    source: Path = parser.parse_args(arguments).source
    for name, collection in FACES.items():
        font = face(source / collection)
        shrink(font, characters())
        font.save(HERE / f"{name}.otf")
    name, collection = FALLBACK
    rare(source / collection).save(HERE / f"{name}.otf")


if __name__ == "__main__":
    main()
