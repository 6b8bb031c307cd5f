"""The files of an OFD and the archive they travel in (GB/T 33190)."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from models.clean import clean

NAMESPACE = "http://www.ofdspec.org/2016"
ENTRY = "OFD.xml"
"""The main entry: what is in the package, and where its signatures are listed."""
SIGNATURES = "Doc_0/Signs/Signatures.xml"
PACKED = frozenset({"png", "jpg", "otf", "ttf"})
"""Endings of files that packing makes hardly smaller."""

Files = dict[str, bytes]
"""Path from the root of the package → content."""


def element(tag: str, content: str = "", **attributes: object) -> str:
    """Return an element of the standard's namespace; ``content`` is XML already."""
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<ofd:{tag}{told}>{content}</ofd:{tag}>"


def document(tag: str, content: str, **attributes: object) -> bytes:
    """Return a file whose root is an element of the standard's namespace."""
    root = element(tag, content, **{"xmlns:ofd": NAMESPACE, **attributes})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'.encode()


def written(text: str) -> str:
    """Return a text as XML may hold it: one line, without what cannot be seen."""
    return escape(clean(text))


def signatures_at() -> str:
    """Return the entry of a document's list of signatures."""
    return element("Signatures", f"/{SIGNATURES}")


def zipped(files: Files) -> bytes:
    """Return the archive of some files; the same files give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            small = name.rpartition(".")[2] in PACKED
            how = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()
