"""The parts of a Word file (ECMA-376), read within limits, without namespaces.

The archive and its XML are of unknown origin: no entities, no document types, bounded depth.
"""

from typing import Final
from xml.etree.ElementTree import Element

from models.errors import DamagedPaperError
from models.files.archive import Package
from models.files.bounds import Bounds
from models.files.markup import parse

BOUNDS: Final = Bounds(max_files=5_000, max_depth=200, max_elements=2_000_000)
TYPES: Final = "[Content_Types].xml"
ROOT: Final = "_rels/.rels"
MAIN: Final = "word/document.xml"
NOTHING: Final = Element("nothing")


class WordFile:
    """An opened package: its parts as elements, and how they refer to each other."""

    def __init__(self, data: bytes) -> None:
        """Open a file; raises one of the ``UnreadablePaperError`` family."""
        self._package = Package(data, BOUNDS, "Word", TYPES)
        self._parts: dict[str, Element] = {}
        self.main = self._main()
        if self.part(self.main).find("body") is None:
            raise DamagedPaperError("Word 文件没有正文，可能已损坏，请用 Word 或 WPS 另存后再试。")

    def part(self, name: str) -> Element:
        """Return a part, or an element without children where the file has none of that name."""
        if name not in self._package.names:
            return NOTHING
        if name not in self._parts:
            self._parts[name] = parse(self._package.read(name), BOUNDS, "Word")
        return self._parts[name]

    def related(self, kind: str) -> dict[str, str]:
        """Return the parts the main one refers to by relation id: ``kind`` ends their type."""
        folder, _, file = self.main.rpartition("/")
        relations = self.part(f"{folder}/_rels/{file}.rels")
        return {
            each.get("Id", ""): self._package.find(each.get("Target", ""), self.main)
            for each in relations
            if each.get("Type", "").endswith(f"/{kind}") and each.get("TargetMode") != "External"
        }

    def only(self, kind: str) -> tuple[str, Element]:
        """Return the name and the root of the one part of a kind, empty ones without it."""
        name = next(iter(self.related(kind).values()), "")
        return name, self.part(name)

    def _main(self) -> str:
        for each in self.part(ROOT):
            if each.get("Type", "").endswith("/officeDocument"):
                return self._package.find(each.get("Target", ""))
        return MAIN


def value(element: Element | None, tag: str, name: str = "val") -> str:
    """Return an attribute of a child; empty where there is none."""
    found = element.find(tag) if element is not None else None
    return found.get(name, "") if found is not None else ""


def is_on(element: Element | None, tag: str) -> bool | None:
    """Return what a switch such as ``b`` says; ``None`` where it is not there."""
    found = element.find(tag) if element is not None else None
    if found is None:
        return None
    return found.get("val", "1") not in {"0", "false", "off", "none"}


def number(text: str) -> float | None:
    """Return a measure as written; ``None`` for what is none.

    >>> number("580"), number("-20.5"), number("12pt"), number("")
    (580.0, -20.5, None, None)
    """
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None
