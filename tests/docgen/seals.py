"""Where a printed paper keeps room for seals."""

from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

Centre = tuple[float, float]


def seal_places(pdf: bytes) -> list[tuple[int, Centre]]:
    """Return the page (from 0) and the centre in points of every signature field."""
    reader = PdfFileReader(BytesIO(pdf))
    pages = [reader.find_page_for_modification(number)[0] for number in range(_count(reader))]
    return [_place(field.get_object(), pages) for _, _, field in enumerate_sig_fields(reader)]


def _count(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _place(field, pages) -> tuple[int, Centre]:
    left, bottom, right, top = map(float, field["/Rect"])
    [number] = [
        place for place, page in enumerate(pages) if page.reference == field.raw_get("/P").reference
    ]
    return number, ((left + right) / 2, (bottom + top) / 2)
