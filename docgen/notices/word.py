"""Prints the sheet of a notice as a Word file that an officer can edit.

The layout is ``templates/notice.docx``; ``docgen/notices/templates/make_docx.py`` makes it.
"""

from pathlib import Path
from typing import Any

from docgen.notices.sheet import Block, NoticeSheet, Rows
from docgen.printing.qr import qr_png
from docgen.word.render import Picture, render_docx

TEMPLATE = Path(__file__).parent / "templates" / "notice.docx"
QR_MM = 17


def write_docx(sheet: NoticeSheet, record: str) -> bytes:
    """Return the Word file of a sheet; ``record`` is what its QR code says."""
    content = sheet.model_dump() | {"blocks": [_block(each) for each in sheet.blocks]}
    return render_docx(TEMPLATE, content, {"qr": Picture(qr_png(record), QR_MM)})


def _block(block: Block) -> dict[str, Any]:
    """Return a block as the template takes it: of a row, its place and then its cells."""
    told = block.model_dump()
    if isinstance(block, Rows):
        told["heads"] = told["heads"][1:]
        told["rows"] = [{"place": place, "cells": cells} for place, *cells in block.rows]
        told["total"] = {"place": block.total[0], "cells": block.total[1:]} if block.total else None
    return told
