"""An empty signature field in a PDF: the place where the seal will stand."""

from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

FIELD = "ApplicantSeal"
SEAL_MM = 40
"""Diameter of the applicant's seal in print, as company seals usually are."""
POINTS_PER_MM = 72 / 25.4
A4_HEIGHT = 297 * POINTS_PER_MM


@dataclass(frozen=True)
class Place:
    """A point on a page (from 1), in points from the top left corner of an A4 sheet."""

    page: int
    x: float
    y: float


def add_signature_field(pdf: bytes, centre: Place) -> bytes:
    """Return the PDF with an empty field the size of a seal; the page looks as before.

    Any signing program finds the field, ours by its name.
    """
    half = SEAL_MM * POINTS_PER_MM / 2
    x, y = centre.x, A4_HEIGHT - centre.y
    box = tuple(round(edge) for edge in (x - half, y - half, x + half, y + half))
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(FIELD, on_page=centre.page - 1, box=box))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
