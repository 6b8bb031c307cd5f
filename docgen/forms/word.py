"""Prints a sheet as a Word file that an officer can edit.

The layout is ``templates/form.docx``; ``docgen/forms/templates/make_docx.py`` makes it.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from docgen.forms.pictures import Picture
from docgen.forms.sheet import Entry, Grid, Section, Sheet
from docgen.printing.barcode import barcode_png, white_png
from docgen.word.render import Picture as PlacedPicture
from docgen.word.render import render_docx

TEMPLATE: Final = Path(__file__).parent / "templates" / "form.docx"
QR, BARCODE = "qr", "barcode"
QR_MM, BARCODE_MM = 17, 44
PORTRAIT_MM, PICTURE_MM = (23, 33), (80, 45)
"""Largest width and height."""
NO_PORTRAIT = "照片"
SEAL_PLACE = "由行政机关加盖电子签章"
TICKS = {True: "☑", False: "☐"}
NONE: Final[Mapping[str, Picture]] = MappingProxyType({})


def write_docx(
    sheet: Sheet,
    qr: bytes,
    template: Path | bytes = TEMPLATE,
    pictures: Mapping[str, Picture] = NONE,
) -> bytes:
    """Return the Word file of a sheet; ``qr`` is the PNG of its QR code.

    See ``docgen.word.render`` for what is safe, and for the errors of another template than ours.
    """
    return render_docx(template, word_content(sheet, pictures), codes(sheet, qr))


def codes(sheet: Sheet, qr: bytes) -> dict[str, PlacedPicture]:
    """Return the QR code and the bar code of a sheet as a template draws them.

    A number that no bar code can write leaves its place white.
    """
    bars = barcode_png(sheet.case_no) or white_png()
    return {QR: PlacedPicture(qr, QR_MM), BARCODE: PlacedPicture(bars, BARCODE_MM)}


def word_content(sheet: Sheet, pictures: Mapping[str, Picture] = NONE) -> dict[str, Any]:
    """Return what a template of a form can print: the sheet, each entry with its answer."""
    return sheet.model_dump() | {"sections": [_section(each, pictures) for each in sheet.sections]}


def _section(section: Section, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    portrait, grid = section.portrait, section.grid
    photograph = portrait and pictures.get(portrait.picture)
    return {
        "title": section.title,
        "rows": [[_entry(each, pictures) for each in row] for row in section.rows],
        "beside": portrait.rows if portrait else 0,
        "portrait": _placed(photograph, PORTRAIT_MM) if photograph else NO_PORTRAIT,
        "grid": grid and grid.model_dump() | {"lines": _lines(grid)},
    }


def _entry(entry: Entry, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    picture = pictures.get(entry.picture)
    stands = _placed(picture, PICTURE_MM) if picture else answer(entry)
    return entry.model_dump() | {"answer": stands}


def answer(entry: Entry) -> str:
    """Return what stands in a box: its value, or every choice with the chosen ones ticked."""
    ticked = "　".join(f"{TICKS[each.chosen]}{each.text}" for each in entry.choices)
    return ticked or (SEAL_PLACE if entry.field else entry.value)


def _placed(picture: Picture, within: tuple[float, float]) -> PlacedPicture:
    """Return a picture as large as it fits into a width and a height in millimetres."""
    scale = min(within[0] / picture.width, within[1] / picture.height)
    return PlacedPicture(picture.jpeg, picture.width * scale)


def _lines(grid: Grid) -> list[list[dict[str, Any]]]:
    """Return the cells of every row of a table with the columns each of them takes."""
    spans = [column.span for column in grid.columns]
    return [
        [{"text": text, "span": span} for text, span in zip(row, spans, strict=True)]
        for row in grid.rows
    ]
