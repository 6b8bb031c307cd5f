"""A workbook of one sheet of texts (ECMA-376), written: the smallest that spreadsheets open."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOST_NAME: Final = 31
"""Characters of a sheet's name."""
FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
CONTROL: Final = {code: None for code in range(32) if code not in {9, 10, 13}}
"""Characters that XML cannot hold."""


def write_workbook(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook whose only sheet has these rows; every cell is text, none a formula."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in _parts(name, rows).items():
            package.writestr(zipfile.ZipInfo(path), HEAD + content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _parts(name: str, rows: Sequence[Sequence[str]]) -> dict[str, str]:
    sheet_name = name.translate(FORBIDDEN).translate(CONTROL)[:MOST_NAME] or "词库"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name={quoteattr(sheet_name)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>'
        f"{''.join(map(_row, rows))}</sheetData></worksheet>",
    }


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(words: str) -> str:
    text = escape(words.translate(CONTROL))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
