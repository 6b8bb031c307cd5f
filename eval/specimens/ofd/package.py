"""The files of an OFD and the archive they travel in (GB/T 33190)."""

import zipfile
from io import BytesIO

NAMESPACE = "http://www.ofdspec.org/2016"
SIGNATURES = "Doc_0/Signs/Signatures.xml"

Files = dict[str, bytes]
"""Path from the root of the package → content."""


def element(tag: str, content: str = "", **attributes: object) -> str:
    """Return an element of the standard's namespace; ``content`` is XML already."""
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<ofd:{tag}{told}>{content}</ofd:{tag}>"


def document(tag: str, content: str, **attributes: object) -> bytes:
    """Return a file whose root is an element of the standard's namespace."""
    root = element(tag, content, **{"xmlns:ofd": NAMESPACE, **attributes})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'.encode()


def main_entry(*, signed: bool) -> bytes:
    """Return ``OFD.xml``, which names the list of signatures once there is one."""
    signatures = element("Signatures", f"/{SIGNATURES}") if signed else ""
    info = element("DocInfo", element("DocID", "0" * 32) + element("Title", "样张"))
    body = element("DocBody", info + element("DocRoot", "Doc_0/Document.xml") + signatures)
    return document("OFD", body, DocType="OFD", Version="1.0")


def zipped(files: Files) -> bytes:
    """Return the archive of some files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
