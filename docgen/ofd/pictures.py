"""The pictures a printed PDF carries: photographs stay JPEG, everything else becomes PNG."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.decoding.ofd.geometry import Matrix

JPEG = "DCTDecode"
"""Filter of a PDF whose data is a JPEG file as it stands."""
UPSIDE_DOWN = Matrix(d=-1, f=1)
"""In a PDF the unit square of a picture has its origin at the bottom, in an OFD at the top."""


@dataclass(frozen=True)
class Picture:
    """A picture laid on the unit square that ``place`` maps to the page, in millimetres."""

    data: bytes
    kind: str
    """Ending of its file: ``jpg`` or ``png``."""
    place: Matrix


def read_picture(image: pypdfium2.PdfImage, to_page: Matrix) -> Picture:
    """Return the picture of an image object; raises ``PdfiumError`` when it cannot be decoded.

    Args:
        image: the object.
        to_page: from the space the object is placed in to the page.
    """
    own = Matrix(*image.get_matrix().get())
    # The mask of a transparent picture is kept apart from its data and would be lost.
    if image.get_filters() == [JPEG] and not pdfium.FPDFPageObj_HasTransparency(image):
        return Picture(bytes(image.get_data()), "jpg", to_page.after(own).after(UPSIDE_DOWN))
    out = BytesIO()
    image.get_bitmap(render=True).to_pil().save(out, "PNG")  # as it lies: turned, with its mask
    left, bottom = own.e + min(own.a, 0) + min(own.c, 0), own.f + min(own.b, 0) + min(own.d, 0)
    width, height = abs(own.a) + abs(own.c), abs(own.b) + abs(own.d)
    lying = Matrix(width, 0, 0, height, left, bottom)
    return Picture(out.getvalue(), "png", to_page.after(lying).after(UPSIDE_DOWN))
