"""Empty signature fields in a PDF: the places where seals will stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

APPLICANT, OFFICE = "ApplicantSeal", "OfficeSeal"
"""Names of the fields; the layouts know them."""
OWNERS = {APPLICANT: "申请人", OFFICE: "办理机关"}
"""Whose seal a field is for, as people call them."""
SEAL_MM = 40
"""Diameter of a seal in print, as company seals usually are."""
POINTS_PER_MM = 72 / 25.4
A4_HEIGHT = 297 * POINTS_PER_MM


@dataclass(frozen=True)
class Place:
    """Where a field's centre is on a page (from 1), in points from the top left of an A4 sheet."""

    field: str
    page: int
    x: float
    y: float


def add_signature_fields(pdf: bytes, places: Iterable[Place]) -> bytes:
    """Return the PDF with an empty field the size of a seal at each place; it looks as before.

    Any signing program finds the fields, ours by their names.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for place in places:
        spec = SigFieldSpec(place.field, on_page=place.page - 1, box=_box(place))
        append_signature_field(writer, spec)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def no_room(field: str) -> str:
    """Return what to say where a file has no empty field of a name."""
    owner = OWNERS.get(field, f"“{field}”")
    return f"文件中没有留给{owner}的空白签章位置，或者已经签过章。"


def _box(centre: Place) -> tuple[int, ...]:
    half = SEAL_MM * POINTS_PER_MM / 2
    x, y = centre.x, A4_HEIGHT - centre.y
    return tuple(round(edge) for edge in (x - half, y - half, x + half, y + half))
