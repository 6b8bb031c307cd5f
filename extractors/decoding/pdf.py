"""PDF pages to RGB, and the text they carry."""

import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from extractors.decoding.frames import Decoded
from extractors.decoding.glyphs import read_glyphs
from extractors.decoding.limits import Limits
from extractors.decoding.text_layer import Glyph, Place, lines_of
from models.errors import (
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    TooLargePaperError,
)

_MILLIMETRES = 25.4 / 72
_SCAN_SHARE = 0.5
"""A page with pictures over more than this share of it is taken for a scan …"""
_SPARSE = 40
"""… unless it also has more characters than this; a stamp or a page number is not its text."""
_NO_PAGES = re.compile(rb"/Count\s+0\b")
"""The page tree of a PDF that pdfium calls malformed because there is no page in it."""


def decode_pdf(data: bytes, media_type: str, limits: Limits) -> Iterator[Decoded]:
    """Yield every page of a PDF drawn at about ``limits.dpi``, with the lines of its text layer.

    Text nobody can see (invisible, white, tiny, slanted watermarks) is left out, and so is the
    layer of a scan with a few characters on it: what is read must be what a person would read.
    A page whose text runs sideways is turned until it runs from left to right.
    """
    del media_type
    with open_pdf(data, limits) as document:
        if document.get_formtype() == pdfium.FORMTYPE_ACRO_FORM:
            document.init_forms()
        for number in range(len(document)):
            yield _page(document, number, limits)


def open_pdf(data: bytes, limits: Limits) -> pypdfium2.PdfDocument:
    """Return an opened PDF; raises one of the ``UnreadablePaperError`` family."""
    document = _opened(data)
    if len(document) > limits.max_pages:
        pages = len(document)
        document.close()
        raise TooLargePaperError(
            f"文件有 {pages} 页，超过 {limits.max_pages} 页的上限，请拆分后上传。"
        )
    return document


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise EncryptedPaperError("PDF 文件设有打开密码，无法读取。") from error
        if _NO_PAGES.search(data):
            raise EmptyPaperError("PDF 文件中没有任何页面。") from error
        raise DamagedPaperError("PDF 文件已损坏或没有传完整，无法打开。") from error


def open_page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Return a page, counted from 0; raises ``DamagedPaperError``."""
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise DamagedPaperError(f"PDF 第 {number + 1} 页已损坏，无法打开。") from error


def _page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> Decoded:
    page = open_page(document, number)
    scale = scale_of(page, number, limits)
    picture, glyphs = _drawn(page, scale, turned=0)
    main = max(range(4), key=Counter(glyph.turn for glyph in glyphs).__getitem__)
    if main:
        picture, glyphs = _drawn(page, scale, turned=360 - 90 * main)
    scan = is_scan(page, len(glyphs))
    lines = [] if scan else lines_of(glyph for glyph in glyphs if not glyph.turn)
    return Decoded(picture.width, picture.height, picture.tobytes(), lines)


def _drawn(page: pypdfium2.PdfPage, scale: float, turned: int) -> tuple[Image.Image, list[Glyph]]:
    bitmap = page.render(scale=scale, rotation=turned, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    rotation = (page.get_rotation() + turned) % 360
    return picture, read_glyphs(page, Place.of_page(page.get_bbox(), rotation, picture.size))


def scale_of(page: pypdfium2.PdfPage, number: int, limits: Limits) -> float:
    """Return how many pixels a point of a page is drawn with; raises for absurd sizes."""
    width, height = page.get_size()
    longest = max(width, height)
    if longest > limits.max_points:
        raise TooLargePaperError(
            f"PDF 第 {number + 1} 页的幅面为 {width * _MILLIMETRES:.0f}×"
            f"{height * _MILLIMETRES:.0f} 毫米，超出可处理的范围。"
        )
    if min(width, height) < 1:
        raise DamagedPaperError(f"PDF 第 {number + 1} 页的幅面无效。")
    wanted = longest * limits.dpi / 72
    return float(min(max(wanted, limits.min_side), limits.max_side) / longest)


def is_scan(page: pypdfium2.PdfPage, characters: int) -> bool:
    """Tell whether a page with so many characters is a picture of a paper."""
    if characters > _SPARSE:
        return False
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > _SCAN_SHARE * width * height)
