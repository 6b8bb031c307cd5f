"""A Word file (ECMA-376): paragraphs by style, lists, tables, links and footnotes.

The archive and its XML are of unknown origin: unpacked within limits, without document types.
Pictures, fields' codes, comments and deleted words are no text of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from knowledge.cleaning import tidy
from knowledge.importing.blocks import Block, tabled
from knowledge.importing.draft import LeftOut
from knowledge.importing.given import Given
from knowledge.importing.inert import link
from knowledge.importing.reading import Found, Reading
from models.files.archive import Package
from models.files.bounds import Bounds
from models.files.markup import parse

MAIN: Final = "word/document.xml"
BOUNDS: Final = Bounds(max_files=5_000, max_depth=120, max_elements=2_000_000)
LARGE: Final = 1.3
"""Size of a large paragraph, in sizes of the usual one."""
WIDEST: Final = 200
_GONE: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pict", "drawing", "object", "fallback"}
)
_COUNTED: Final = {
    "drawing": ("图片", "图片里的文字没有导入，请核对"),
    "pict": ("图片", "图片里的文字没有导入，请核对"),
    "object": ("嵌入的对象", "不能作为文字导入"),
    "del": ("修订中删除的文字", "已按修订删除"),
    "commentReference": ("批注", "不是正文"),
}
"""What is not text: what it is, and why it was left out."""
_HEADINGS: Final = ("heading ", "标题 ", "heading", "标题")


def read_docx(given: Given) -> Found:
    """Return the text of a Word file; raises one of the ``UnreadablePaperError`` family."""
    document = _Document.open(given.data)
    blocks = tuple(document.blocks())
    left = tuple(
        LeftOut(what=what, why=why, count=count)
        for (what, why), count in sorted(document.left.items())
    )
    return Found((Reading(blocks),), left)


@dataclass
class _Document:
    """One opened file."""

    body: Element
    styles: Mapping[str, tuple[int, float]]
    """By id: the level of a heading, 0 for none, and the size in half points, 0 for the usual."""
    links: Mapping[str, str]
    notes: Mapping[str, str]
    usual: float
    left: dict[tuple[str, str], int] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)

    @staticmethod
    def open(data: bytes) -> "_Document":
        package = Package(data, BOUNDS, "Word", MAIN)
        root = parse(package.read(MAIN), BOUNDS, "Word")
        styles, usual = _styles(_part(package, "word/styles.xml"))
        relations = _part(package, "word/_rels/document.xml.rels")
        links = {each.get("Id", ""): each.get("Target", "") for each in relations or ()}
        notes = {
            each.get("id", ""): tidy("".join(t.text or "" for t in each.iter("t")))
            for part in ("word/footnotes.xml", "word/endnotes.xml")
            for each in (_part(package, part) or ())
            if each.get("type") is None
        }
        body = root.find("body")
        return _Document(body if body is not None else root, styles, links, notes, usual)

    def blocks(self) -> Iterator[Block]:
        yield from self._inside(self.body)
        for number, note in enumerate(self.cited, start=1):
            yield Block(f"注 {number}：{note}")

    def _inside(self, element: Element) -> Iterator[Block]:
        for child in element:
            if child.tag == "p":
                yield from self._paragraph(child)
            elif child.tag == "tbl":
                yield from tabled(self._rows(child))
            elif child.tag in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self._inside(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        runs = list(self._runs(paragraph))
        text = "".join(words for words, _, _ in runs)
        told = [each for each in runs if each[0].strip()]
        own = paragraph.find("pPr")
        style = _value(own, "pStyle")
        level, size = self.styles.get(style, (0, 0.0))
        outline = _value(own, "outlineLvl")
        if outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        sizes = [each for _, _, each in told if each] or [size or self.usual]
        numbered = own is not None and own.find("numPr") is not None and not level
        depth = _value(own.find("numPr") if own is not None else None, "ilvl")
        for line in text.split("\n"):
            words = tidy(line)
            if words:
                yield Block(
                    words,
                    level=level,
                    item=(int(depth) + 1 if depth.isdigit() else 1) if numbered else 0,
                    centred=_value(own, "jc") == "center",
                    bold=bool(told) and all(bold for _, bold, _ in told),
                    large=min(sizes) >= LARGE * self.usual > 0,
                )

    def _runs(self, element: Element) -> Iterator[tuple[str, bool, float]]:
        """Yield words with whether they are bold, and their size where it is said."""
        for child in element:
            if child.tag in _COUNTED:
                kind = _COUNTED[child.tag]
                self.left[kind] = self.left.get(kind, 0) + 1
            if child.tag in _GONE:
                continue
            if child.tag == "r":
                yield from self._run(child)
            elif child.tag == "hyperlink":
                words = "".join(each for each, _, _ in self._runs(child))
                yield link(words, self.links.get(child.get("id", ""), "")), False, 0.0
            else:
                yield from self._runs(child)

    def _run(self, run: Element) -> Iterator[tuple[str, bool, float]]:
        own = run.find("rPr")
        bold = (
            own is not None and own.find("b") is not None and _value(own, "b") not in {"0", "false"}
        )
        size = _value(own, "sz")
        if own is not None and own.find("vanish") is not None:
            kind = ("隐藏文字", "在 Word 中设为隐藏")
            self.left[kind] = self.left.get(kind, 0) + 1
            return
        for child in run:
            if child.tag in _COUNTED:
                kind = _COUNTED[child.tag]
                self.left[kind] = self.left.get(kind, 0) + 1
            words = self._piece(child)
            if words:
                yield words, bold, float(size) if size.isdigit() else 0.0

    def _piece(self, child: Element) -> str:
        if child.tag == "t":
            return child.text or ""
        if child.tag in {"tab", "noBreakHyphen"}:
            return " " if child.tag == "tab" else "-"
        if child.tag in {"br", "cr"}:
            return "\n"
        if child.tag in {"footnoteReference", "endnoteReference"}:
            note = self.notes.get(child.get("id", ""), "")
            if note:
                self.cited.append(note)
                return f"［注 {len(self.cited)}］"
        return ""

    def _rows(self, element: Element) -> Iterator[list[str]]:
        """Yield the cells of each row; one that goes on from the row above is said again."""
        above: list[str] = []
        for row in element.iter("tr"):
            cells: list[str] = []
            for cell in row.findall("tc"):
                own = cell.find("tcPr")
                merged = own.find("vMerge") if own is not None else None
                words = " ".join(block.words for block in self._inside(cell) if block.words)
                if (
                    merged is not None
                    and merged.get("val") != "restart"
                    and len(cells) < len(above)
                ):
                    words = words or above[len(cells)]
                across = _value(own, "gridSpan")
                span = min(int(across), WIDEST) if across.isdigit() else 1
                cells += [words, *([""] * (span - 1))]
            above = cells
            yield cells[:1] if len(row.findall("tc")) == 1 < len(cells) else cells


def _part(package: Package, name: str) -> Element | None:
    return parse(package.read(name), BOUNDS, "Word") if name in package.names else None


def _value(element: Element | None, tag: str) -> str:
    found = element.find(tag) if element is not None else None
    return found.get("val", "") if found is not None else ""


def _styles(root: Element | None) -> tuple[dict[str, tuple[int, float]], float]:
    """Return the styles, and the usual size of print in half points."""
    if root is None:
        return {}, 0.0
    found: dict[str, tuple[int, float]] = {}
    usual = 21.0
    for each in root.iter("style"):
        size = _value(each.find("rPr"), "sz")
        name = _value(each, "name").lower()
        outline = _value(each.find("pPr"), "outlineLvl")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else _heading(name)
        found[each.get("styleId", "")] = (level, float(size) if size.isdigit() else 0.0)
        if each.get("default") == "1" and each.get("type") == "paragraph" and size.isdigit():
            usual = float(size)
    return found, usual


def _heading(name: str) -> int:
    if name in {"title", "标题"}:
        return 1
    for start in _HEADINGS:
        rest = name.removeprefix(start)
        if rest != name and rest.strip().isdigit():
            return int(rest)
    return 0
