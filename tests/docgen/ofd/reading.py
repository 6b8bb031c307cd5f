"""Reading an OFD back with other tools than those that wrote it."""

import zipfile
from io import BytesIO

import numpy as np
import pypdfium2
from lxml import etree
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractors.decoding.frames import Decoded
from extractors.decoding.limits import Limits
from extractors.decoding.ofd.decode import decode_ofd

SPACE = {"o": "http://www.ofdspec.org/2016"}
BLUR = 8
"""Pixels: what is left of thin lines and of the shapes of characters is where ink stands."""


def files_of(ofd: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(ofd)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(ofd: bytes) -> dict[str, etree._Element]:
    """Return every XML file parsed by a reader that forgives nothing."""
    files = files_of(ofd)
    return {name: etree.fromstring(files[name]) for name in files if name.endswith(".xml")}


def pages_of(ofd: bytes) -> list[Decoded]:
    return list(decode_ofd(ofd, "application/ofd", Limits()))


def text_of(ofd: bytes) -> str:
    """Return the text of all pages in the order of the file, without blanks."""
    pages = (tree for name, tree in trees_of(ofd).items() if name.endswith("Content.xml"))
    codes = (code for page in pages for code in page.iterfind(".//o:TextCode", SPACE))
    return "".join("".join(code.text.split()) for code in codes)


def ink(picture: Image.Image) -> NDArray[np.float64]:
    """Return how dark a page is, its finest detail washed out."""
    return np.asarray(picture.convert("L").filter(ImageFilter.GaussianBlur(BLUR)), dtype=float)


def differences(pdf: bytes, ofd: bytes) -> list[float]:
    """Return how far each page of an OFD, drawn by our reader, is from PDFium's, at its worst."""
    found = []
    for page, drawn in zip(pypdfium2.PdfDocument(pdf), pages_of(ofd), strict=True):
        ours = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)
        theirs = page.render(scale=drawn.width / page.get_width()).to_pil().resize(ours.size)
        found.append(float(abs(ink(ours) - ink(theirs)).max()))
    return found
