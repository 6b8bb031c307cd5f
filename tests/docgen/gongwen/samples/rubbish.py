"""Files that cannot be samples."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml.ns import qn

from tests.docgen.gongwen.measuring.seeding import saved

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def linked() -> bytes:
    """A file with a picture that lies elsewhere."""
    document = Document()
    document.part.relate_to("http://example.invalid/a.png", IMAGE, is_external=True)
    return saved(document)


def fetching() -> bytes:
    """A file with a field that fetches another."""
    document = Document()
    run = document.add_paragraph().add_run("样张")
    code = run._element.makeelement(qn("w:instrText"), {})
    code.text = ' INCLUDETEXT "c:\\\\x.docx" '
    run._element.append(code)
    return saved(document)


def bomb() -> bytes:
    """A small file that unpacks to far more than a document has."""
    held = BytesIO(saved(Document()))
    with ZipFile(held, "a", ZIP_DEFLATED) as file:
        file.writestr("word/media/big.bin", bytes(60_000_000))
    return held.getvalue()


REFUSED = {
    "empty": b"",
    "cut": b"PK\x03\x04",
    "pdf": b"%PDF-1.4",
    "old or locked": b"\xd0\xcf\x11\xe0old",
    "text": "公文".encode(),
    "linked": linked(),
    "fetching": fetching(),
    "bomb": bomb(),
}
