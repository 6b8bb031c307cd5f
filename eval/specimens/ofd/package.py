"""The main entry of an OFD specimen."""

from docgen.ofd.package import document, element, signatures_at


def main_entry(*, signed: bool) -> bytes:
    """Return ``OFD.xml``, which names the list of signatures once there is one."""
    info = element("DocInfo", element("DocID", "0" * 32) + element("Title", "样张"))
    root = element("DocRoot", "Doc_0/Document.xml") + (signatures_at() if signed else "")
    return document("OFD", element("DocBody", info + root), DocType="OFD", Version="1.0")
