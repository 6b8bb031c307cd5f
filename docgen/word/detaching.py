"""Lets a Word file go without the template it was begun with, as most files of offices name one.

Word looks for that template when the file is opened; where the name is an address elsewhere, it
asks there. Nothing of it is needed: styles are in the file itself.
"""

from typing import Final

from lxml import etree

from docgen.word.package import BOUNDS, MAIN, TYPES
from models.files.archive import Package

SETTINGS, LINKS = "word/settings.xml", "word/_rels/settings.xml.rels"
ATTACHED: Final = "attachedTemplate"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def detached(docx: bytes) -> bytes:
    """Return the same file without the link to its template; itself where it has none.

    Raises one of the ``UnreadablePaperError`` family for what is no Word file.
    """
    package = Package(docx, BOUNDS, "Word", MAIN)
    if not {SETTINGS, LINKS} <= package.names or ATTACHED.encode() not in package.read(LINKS):
        return docx
    try:
        without = {name: _without(package.read(name)) for name in (SETTINGS, LINKS)}
    except etree.XMLSyntaxError:
        return docx  # whoever proves it names the broken part
    return package.repacked(without, first=TYPES)


def _without(part: bytes) -> bytes:
    """Return a part without the element that names the template, or the link to it."""
    root = etree.fromstring(part, _PARSER)
    for each in list(root):
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if name == ATTACHED or each.get("Type", "").endswith(f"/{ATTACHED}"):
            root.remove(each)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
