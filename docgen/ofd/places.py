"""Where a page leaves room for seals: the signature fields of a PDF, as millimetres of an OFD."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from docgen.ofd.printed import MM_PER_POINT


@dataclass(frozen=True)
class SealPlace:
    """The room for one seal."""

    field: str
    """Name of the field (``docgen.printing.field``)."""
    page: int
    """Place of the page in the document, from 0."""
    box: tuple[float, float, float, float]
    """Left, top, width, height in millimetres."""


def read_places(pdf: bytes) -> list[SealPlace]:
    """Return the room for every signature field of a PDF of ours, whether it is signed or not."""
    return list(_places(PdfFileReader(BytesIO(pdf))))


def _places(reader: PdfFileReader) -> Iterator[SealPlace]:
    pages = [page.reference for page in reader.root["/Pages"]["/Kids"]]
    for name, _, reference in enumerate_sig_fields(reader):
        widget = reference.get_object()
        number = pages.index(widget.raw_get("/P").reference)
        *_, height = map(float, reader.root["/Pages"]["/Kids"][number]["/MediaBox"])
        left, bottom, right, top = map(float, widget["/Rect"])
        points = (left, height - top, right - left, top - bottom)
        x, y, wide, high = (each * MM_PER_POINT for each in points)
        yield SealPlace(name, number, (x, y, wide, high))
