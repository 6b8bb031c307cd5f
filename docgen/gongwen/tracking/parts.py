"""The parts of a Word file that hold text, to be changed and put back; all else stays as it is."""

from typing import Any, Final

from docx.oxml.ns import qn
from lxml import etree

from docgen.gongwen.opening.package import BOUNDS, TYPES, WordFile
from models.errors import InvalidRequestError
from models.files.archive import Package

KINDS: Final = ("header", "footer", "footnotes", "endnotes")
BESIDE: Final = ("styles", "numbering")
"""What paragraphs refer to."""
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


class Parts:
    """A Word file with its texts as trees of lxml, by the names of their parts."""

    def __init__(self, data: bytes) -> None:
        """Open a file; raises one of the ``UnreadablePaperError`` family.

        Raises ``InvalidRequestError`` for a file of the strict kind, whose names are others.
        """
        file = WordFile(data)
        self._package = Package(data, BOUNDS, "Word", TYPES)
        self.main = file.main
        held = [name for kind in KINDS for name in file.related(kind).values()]
        self.texts = {
            name: self._parsed(name)
            for name in dict.fromkeys((self.main, *held))
            if name in self._package.names
        }
        if self.texts[self.main].tag != qn("w:document"):
            raise InvalidRequestError("这是 Strict Open XML 文件，请用 Word 另存为普通的 DOCX。")
        beside = {kind: next(iter(file.related(kind).values()), "") for kind in BESIDE}
        self.beside = {
            kind: self._parsed(name) for kind, name in beside.items() if name in self._package.names
        }
        """Styles and numbering, to be looked at only."""

    def save(self) -> bytes:
        """Return the file with its texts as they are now."""
        written = {
            name: etree.tostring(text, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, text in self.texts.items()
        }
        return self._package.repacked(written, first=TYPES)

    def _parsed(self, name: str) -> Any:  # noqa: ANN401 - an element of lxml
        return etree.fromstring(self._package.read(name), _PARSER)
