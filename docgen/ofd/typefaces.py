"""The fonts a PDF embeds as OpenType files: the same glyphs, with a table of their characters.

A PDF keeps of a font the glyphs it prints, by number. An OFD names characters, so each font gets a
``cmap`` from what the PDF says its glyphs mean (ISO 32000-1, 9.10.3). No font is subset anew.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

TAG = re.compile(r"^[A-Z]{6}\+")
"""Stands before the name of a subset (ISO 32000-1, 9.6.4)."""
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
CHARACTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
UNITS = 1000
"""Of the em in a bare CFF and in the widths of a PDF."""


@dataclass(frozen=True)
class Typeface:
    """A font with the glyphs one document uses."""

    name: str
    """PostScript name, without the tag of the subset."""
    ending: str
    """``otf`` or ``ttf``."""
    data: bytes


def read_typefaces(pdf: bytes) -> dict[str, Typeface]:
    """Return the embedded fonts of a PDF by their names there; others have no file to give.

    Composite fonts are read, which is how Typst embeds every font.
    """
    root = PdfFileReader(BytesIO(pdf)).root
    found: dict[str, Typeface] = {}
    for font in _fonts(root["/Pages"]["/Kids"]):
        inner = font["/DescendantFonts"][0]
        name = str(inner["/BaseFont"]).lstrip("/")
        if name not in found:
            found[name] = _typeface(name, inner, _characters(font["/ToUnicode"].data))
    return found


def _fonts(holders: Iterable[DictionaryObject]) -> Iterator[DictionaryObject]:
    """Yield the composite fonts of pages, and of the forms they draw."""
    for holder in holders:
        resources = _part(holder.get_object(), "/Resources")
        for font in _part(resources, "/Font").values():
            if font.get_object()["/Subtype"] == "/Type0":
                yield font.get_object()
        objects = [each.get_object() for each in _part(resources, "/XObject").values()]
        yield from _fonts([each for each in objects if each["/Subtype"] == "/Form"])


def _part(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return a part of a dictionary, empty where there is none."""
    return holder[key] if key in holder else {}  # noqa: SIM401 - ``get`` gives references


def _characters(table: bytes) -> dict[int, str]:
    """Return what each glyph of a font means: most one character, some several or none."""
    found: dict[int, str] = {}
    for kind, body in SECTION.findall(table):
        if kind == b"bfchar":
            found |= {int(code, 16): _text(text) for code, text in CHARACTER.findall(body)}
            continue
        for first, last, text in RANGE.findall(body):
            start = _text(text)
            for at in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + at] = start[:-1] + chr(ord(start[-1]) + at)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _typeface(name: str, inner: DictionaryObject, characters: dict[int, str]) -> Typeface:
    descriptor = inner["/FontDescriptor"]
    plain = TAG.sub("", name)
    cmap: dict[int, int] = {}
    for glyph, text in characters.items():
        if len(text) == 1:
            cmap.setdefault(ord(text), glyph)
    if "/FontFile2" in descriptor:
        return Typeface(plain, "ttf", _truetype(plain, descriptor["/FontFile2"].data, cmap))
    return Typeface(plain, "otf", _opentype(plain, inner, descriptor["/FontFile3"].data, cmap))


def _opentype(name: str, inner: DictionaryObject, cff: bytes, cmap: dict[int, int]) -> bytes:
    """Return a bare CFF with the tables around it that make it a font."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(cff), None)
    glyphs = list(fonts[0].charset)
    by_code = {_code(glyph): glyph for glyph in glyphs}
    builder = FontBuilder(UNITS, isTTF=False)
    builder.setupGlyphOrder(glyphs)
    widths = _widths(_part(inner, "/W"))
    fallback = int(inner.get("/DW", UNITS))
    builder.setupHorizontalMetrics(
        {glyph: (round(widths.get(code, fallback)), 0) for code, glyph in by_code.items()}
    )
    _describe(
        builder, name, {char: by_code[code] for char, code in cmap.items() if code in by_code}
    )
    table = DefaultTable("CFF ")
    table.data = cff
    builder.font.sfntVersion = "OTTO"
    builder.font["CFF "] = table
    builder.font.recalcBBoxes = False  # it stays compiled
    return _saved(builder.font)


def _code(glyph: str) -> int:
    """Return the number a PDF prints a glyph by: its CID."""
    return int(glyph.removeprefix("cid")) if glyph.startswith("cid") else 0


def _widths(listed: ArrayObject) -> dict[int, float]:
    """Return the advance of each glyph (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    waiting = iter([each.get_object() for each in listed])
    for first in waiting:
        following = next(waiting)
        if isinstance(following, list):
            found |= {int(first) + at: float(width) for at, width in enumerate(following)}
        else:
            width = float(next(waiting))
            found |= dict.fromkeys(range(int(first), int(following) + 1), width)
    return found


def _truetype(name: str, data: bytes, cmap: dict[int, int]) -> bytes:
    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False)
    order = [f"glyph{number:05d}" for number in range(font["maxp"].numGlyphs)]
    font.setGlyphOrder(order)
    builder = FontBuilder(font=font)
    _describe(builder, name, {char: order[glyph] for char, glyph in cmap.items()})
    return _saved(font)


def _describe(builder: FontBuilder, name: str, cmap: dict[int, str]) -> None:
    """Add what a PDF leaves out of a font: its characters, its names, its place on a line."""
    builder.setupCharacterMap(cmap)
    if "hhea" not in builder.font:
        builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    family, _, style = name.partition("-")
    names = {"familyName": family, "styleName": style or "Regular", "psName": name}
    builder.setupNameTable({**names, "uniqueFontIdentifier": name, "fullName": name})
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=0, modified=0)  # the same print gives the same file


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()
