"""The check codes printed on a file: in its text, or said by the QR codes on its pages."""

from collections.abc import Iterator
from typing import Final

from docgen.check_code import codes_within
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.seeing.barcodes import read_barcodes
from models.errors import UnreadablePaperError

PAGES: Final = 3
"""A form carries its code on every page: the first ones are enough."""
MOST: Final = 5
"""Codes that are looked up of one file."""


def printed_codes(data: bytes) -> tuple[str, ...]:
    """Return the check codes printed on a PDF, an OFD or a picture; none where it has no pages."""
    try:
        pages = open_upload(data, "")
    except UnreadablePaperError:
        return ()
    found = (code for page in pages[:PAGES] for code in _on_page(page))
    return tuple(dict.fromkeys(found))[:MOST]


def _on_page(page: RawPage) -> Iterator[str]:
    for line in page.lines:
        yield from codes_within(line.text)
    for barcode in read_barcodes(page.image):
        yield from codes_within(barcode.text)
