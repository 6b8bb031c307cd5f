"""Files made on the fly: good ones in every mode, broken ones, and ones made to do harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, ImageDraw
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer


def picture(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """A white page with a dark corner at its top left and a red one at its top right."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(20, 20, 20))
    draw.rectangle((size[0] * 3 // 4, 0, size[0], size[1] // 4), fill=(200, 30, 30))
    return page.convert(mode)


def saved(page: Image.Image, kind: str, **options: object) -> bytes:
    """``page`` as a file of the given kind."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def pages(count: int) -> bytes:
    """A TIFF of so many pages."""
    first, *rest = [picture() for _ in range(count)]
    return saved(first, "TIFF", save_all=True, append_images=rest)


def huge_png(width: int = 40_000, height: int = 40_000) -> bytes:
    """A small file that unfolds to a picture of gigabytes."""
    row = b"\0" * (1 + width // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row * 1000) for _ in range(height // 1000)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    )


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return b"%b%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        out,
        table,
        size,
        len(out),
    )


def stream(body: bytes, extra: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(body), extra, body)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TREE = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")


def pdf_page(
    content: bytes, *more: bytes, size: tuple[int, int] = (300, 200), page: bytes = b""
) -> bytes:
    """A PDF of one page; ``page`` holds more of its entries, ``more`` an image called Im."""
    image = b"/XObject<</Im 6 0 R>>" if more else b""
    resources = b"/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>" % image
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]%b%b>>" % (*size, resources, page)
    return pdf_of(*TREE, sheet, stream(content), FONT, *more)


def pdf_text(
    text: str = "ABC 12345", *, before: bytes = b"", at: bytes = b"1 0 0 1 20 150"
) -> bytes:
    """Drawing of one line of text, with operators before it and a text matrix."""
    return b"BT /F1 12 Tf %b %b Tm (%b) Tj ET" % (before, at, text.encode())


def pdf_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    return pdf_of(TREE[0], b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), *[page] * count)


def nested_flate_pdf(megabytes: int = 200) -> bytes:
    """A PDF of about a kilobyte whose page unfolds to hundreds of megabytes."""
    content = b"0 0 m 1 1 l S\n" * (megabytes << 20 >> 4)
    packed = zlib.compress(zlib.compress(content, 9), 9)
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<<>>>>"
    return pdf_of(*TREE, sheet, stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def scan_with_stamp() -> bytes:
    """A page that is one picture with a page number typed over it."""
    jpeg = saved(picture((300, 200)), "JPEG")
    image = stream(
        jpeg,
        b"/Type/XObject/Subtype/Image/Width 300/Height 200/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8/Filter/DCTDecode",
    )
    return pdf_page(b"q 300 0 0 200 0 0 cm /Im Do Q " + pdf_text("- 1 -"), image)


def encrypted_pdf() -> bytes:
    """A PDF that opens only with a password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf_page(pdf_text()))))
    handler = StandardSecurityHandler.build_from_pw("owner", "user")
    return _written(writer, handler)


def _written(writer: PdfFileWriter, handler: StandardSecurityHandler) -> bytes:
    writer._assign_security_handler(handler)  # noqa: SLF001 - pyHanko offers no other way
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name: str) -> bytes:
    """A zip archive with one entry of the given name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")
    return out.getvalue()


GOOD: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: saved(picture(), "JPEG", quality=95),
    "png": lambda: saved(picture(), "PNG"),
    "webp": lambda: saved(picture(), "WEBP", lossless=True),
    "bmp": lambda: saved(picture(), "BMP"),
    "tiff": lambda: pages(2),
    "gif": lambda: saved(picture(), "GIF"),
    "pdf": lambda: pdf_page(pdf_text()),
}
