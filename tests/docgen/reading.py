"""Reading back what was printed, with other tools than those that printed it."""

from io import BytesIO

import docx
import numpy as np
import pypdfium2
import zxingcpp
from docx.table import _Cell
from numpy.typing import NDArray


def pdf_pages(pdf: bytes) -> list[str]:
    """Return the text of every page without blanks: a line may break anywhere."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def pdf_text(pdf: bytes) -> str:
    return "".join(pdf_pages(pdf))


def pdf_picture(pdf: bytes, page: int = 0, scale: float = 2) -> NDArray[np.uint8]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return np.asarray(document[page].render(scale=scale, may_draw_forms=True).to_pil())


def qr_text(pdf: bytes) -> str:
    """Return what the QR code on the first page says."""
    return zxingcpp.read_barcodes(pdf_picture(pdf, scale=3))[0].text


def docx_text(file: bytes) -> str:
    """Return every word of a Word file, tables and footer included, without blanks."""
    document = docx.Document(BytesIO(file))
    footer = document.sections[0].footer.paragraphs
    words = [paragraph.text for paragraph in (*document.paragraphs, *footer)]
    for table in document.tables:
        words += [_Cell(cell, table).text for row in table._tbl.tr_lst for cell in row.tc_lst]
    return "".join("".join(words).split())
