"""A Word file as paragraphs: body and tables in order, then text boxes, notes, headers, footers.

Tracked changes are read as accepted: inserted words stay, deleted ones are left out, and the doubts
say so. What is a picture, hidden, or another file inside the file is told, never passed over.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

from docgen.gongwen.document.opened import (
    Cell,
    Look,
    Opened,
    Paragraph,
    Run,
    Section,
    Source,
    Where,
)
from docgen.gongwen.opening.looks import Styles
from docgen.gongwen.opening.numbers import LEVELS, Numbers
from docgen.gongwen.opening.package import WordFile, is_on, number, value
from docgen.gongwen.opening.pieces import Piece, is_hidden, local, pieces

WIDEST: Final = 200
"""Columns one cell may span."""
_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))
_HOLDING: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_SEEN: Final = {
    "drawing": "有 {} 幅图片或图形，图中的内容没有读",
    "pict": "有 {} 幅图片或图形，图中的内容没有读",
    "object": "有 {} 个嵌入的对象（公式、表格或其他文件），其中的内容没有读",
    "altChunk": "有 {} 处嵌入的其他文档，其中的内容没有读",
    "ins": "有尚未接受的修订：插入的文字 {} 处，按已接受读入",
    "moveTo": "有尚未接受的修订：移动的文字 {} 处，按已移动读入",
    "del": "有尚未接受的修订：删除的文字 {} 处，按已删除略去",
    "commentReference": "有批注 {} 条，不作为正文",
    "hidden": "有隐藏的文字 {} 处，没有读",
}
"""What is told, by what is met; the number is put in."""


def read_docx(data: bytes, name: str) -> Opened:
    """Return a Word file; raises one of the ``UnreadablePaperError`` family."""
    reader = _Reader(WordFile(data))
    paragraphs = tuple(reader.paragraphs())
    return Opened(
        name=name,
        source=Source.WORD,
        paragraphs=paragraphs,
        sections=tuple(reader.sections()),
        doubts=tuple(reader.doubts()),
    )


@dataclass(frozen=True)
class _At:
    """Where the reader stands: the part with the indices below it, and what it is part of."""

    path: str
    where: Where = Where.BODY
    cell: Cell | None = None

    def down(self, index: int) -> "_At":
        """Return the place of a child."""
        joint = "" if self.path.endswith(":") else "/"
        return _At(f"{self.path}{joint}{index}", self.where, self.cell)


@dataclass
class _Reader:
    """Reads one file."""

    file: WordFile
    seen: Counter[str] = field(default_factory=Counter)
    _tables: int = 0
    _boxes: list[tuple[Element, _At]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.styles = Styles(self.file)
        self.numbers = Numbers(self.file)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph in the order of the record."""
        root = self.file.part(self.file.main)
        yield from self._root(self.file.main, root, Where.BODY)
        yield from self._notes()
        for kind, where in (("header", Where.HEADER), ("footer", Where.FOOTER)):
            for part in self._running(root, kind):
                yield from self._root(part, self.file.part(part), where)

    def sections(self) -> Iterator[Section]:
        """Yield how the pages are set up."""
        for each in self.file.part(self.file.main).iter("sectPr"):
            said = {
                "width": value(each, "pgSz", "w"),
                "height": value(each, "pgSz", "h"),
                **{side: value(each, "pgMar", side) for side in ("top", "bottom", "left", "right")},
            }
            points = {key: n / 20 for key, word in said.items() if (n := number(word)) is not None}
            if "left" in points:  # the gutter lies between the margin and the text
                points["left"] += (number(value(each, "pgMar", "gutter")) or 0.0) / 20
            columns = value(each, "cols", "num")
            yield Section(columns=int(columns) if columns.isdigit() else 1, **points)

    def doubts(self) -> Iterator[str]:
        """Yield what was met and not read."""
        for kind, words in _SEEN.items():
            if self.seen[kind] and not (kind == "pict" and self.seen["drawing"]):
                yield f"文件里{words.format(self.seen[kind])}，请核对。"

    def _root(self, part: str, root: Element, where: Where) -> Iterator[Paragraph]:
        """Yield the paragraphs of a part, then those of its text boxes."""
        yield from self._inside(root, _At(f"{part}:", where))
        while self._boxes:
            box, at = self._boxes.pop(0)
            yield from self._inside(box, at)

    def _notes(self) -> Iterator[Paragraph]:
        for kind, tag in _NOTES:
            part, root = self.file.only(kind)
            for index, each in enumerate(root):
                if each.tag == tag and each.get("type") in {None, "normal"}:
                    yield from self._inside(each, _At(f"{part}:{index}", Where.NOTE))
                    yield from self._boxed()

    def _boxed(self) -> Iterator[Paragraph]:
        while self._boxes:
            box, at = self._boxes.pop(0)
            yield from self._inside(box, at)

    def _running(self, root: Element, kind: str) -> list[str]:
        """Return the headers or footers that are printed, each once."""
        parts = self.file.related(kind)
        _, settings = self.file.only("settings")
        shown = {"default"} | ({"even"} if is_on(settings, "evenAndOddHeaders") else set())
        found = []
        for section in root.iter("sectPr"):
            own = shown | ({"first"} if is_on(section, "titlePg") else set())
            found += [
                parts[each.get("id", "")]
                for each in section.findall(f"{kind}Reference")
                if each.get("type", "default") in own and each.get("id", "") in parts
            ]
        return list(dict.fromkeys(found))

    def _inside(self, element: Element, at: _At) -> Iterator[Paragraph]:
        for index, child in enumerate(element):
            below = at.down(index)
            if child.tag == "p":
                yield from self._paragraph(child, below)
            elif child.tag == "tbl":
                yield from self._table(child, below)
            elif child.tag == "body" or child.tag in _HOLDING:
                yield from self._inside(child, below)
            elif child.tag == "altChunk":
                self.seen["altChunk"] += 1

    def _table(self, table: Element, at: _At) -> Iterator[Paragraph]:
        self._tables += 1
        own = self._tables - 1
        row = 0
        for index, each in _rows(table, at):
            if each.find("trPr/del") is not None:
                self.seen["del"] += 1
                continue
            yield from self._row(each, index, own, row)
            row += 1

    def _row(self, element: Element, at: _At, table: int, row: int) -> Iterator[Paragraph]:
        column = int(number(value(element.find("trPr"), "gridBefore")) or 0)
        for below, cell in _cells(element, at):
            own = cell.find("tcPr")
            merged = own.find("vMerge") if own is not None else None
            if merged is None or merged.get("val") == "restart":
                place = Cell(table=table, row=row, column=column)
                where = Where.TABLE if below.where is Where.BODY else below.where
                yield from self._inside(cell, _At(below.path, where, place))
            span = value(own, "gridSpan")
            column += min(int(span), WIDEST) if span.isdigit() and span != "0" else 1

    def _paragraph(self, paragraph: Element, at: _At) -> Iterator[Paragraph]:
        own = paragraph.find("pPr")
        found = list(pieces(paragraph))
        self._notice(paragraph, at)
        if not found and own is not None and own.find("rPr/del") is not None:
            self.seen["del"] += 1
            return
        num, depth = self._numbered(own)
        level = self.numbers.level(num, depth) if num else None
        looks = self._looks(own, found)
        size = looks[0][1].size if looks else self.styles.look(self._mark(own)).size
        setting = self.styles.setting(self.styles.paragraph_layers(own, level), size or 10.0)
        yield Paragraph(
            runs=tuple(_merged(looks)),
            where=at.where,
            cell=at.cell,
            align=setting.align,
            indent=round(setting.indent, 2),
            left=round(setting.left, 2),
            line=setting.line,
            lines=setting.lines,
            style=self.styles.title(self.styles.named(own)),
            label=self.numbers.next(num, depth) if num else "",
            at=at.path,
        )

    def _mark(self, own: Element | None) -> tuple[Element, ...]:
        """Return the run properties of an empty paragraph's mark."""
        return self.styles.run_layers(own, own.find("rPr") if own is not None else None)

    def _looks(self, own: Element | None, found: list[Piece]) -> list[tuple[str, Look]]:
        known: dict[int, Look] = {}
        for piece in found:
            if id(piece.run) not in known:
                layers = self.styles.run_layers(own, piece.run.find("rPr"))
                known[id(piece.run)] = self.styles.look(layers)
        return [(piece.text, known[id(piece.run)]) for piece in found]

    def _numbered(self, own: Element | None) -> tuple[str, int]:
        """Return the numbering instance and the level of a paragraph; an empty id for none."""
        num = depth = ""
        for layer in self.styles.paragraph_layers(own):
            said = layer.find("numPr")
            if said is not None:
                num, depth = value(said, "numId") or num, value(said, "ilvl") or depth
        level = int(depth) if depth.isdigit() and int(depth) < LEVELS else 0
        return ("", 0) if num in {"", "0"} else (num, level)

    def _notice(self, element: Element, at: _At) -> None:
        """Count what is not read, and keep the text boxes for later."""
        for index, child in enumerate(element):
            name = local(child)
            if name == "Fallback":
                continue
            below = at.down(index)
            if name == "txbxContent":
                self._boxes.append((child, _At(below.path, _aside(at.where))))
                continue
            self._count(child, name)
            self._notice(child, below)

    def _count(self, child: Element, name: str) -> None:
        if name == "r" and is_hidden(child):
            self.seen["hidden"] += 1
        elif name in {"drawing", "pict"}:
            self.seen[name] += next(child.iter("txbxContent"), None) is None
        elif name in _SEEN and not (name in {"ins", "del"} and not len(child)):
            self.seen[name] += 1


def _aside(where: Where) -> Where:
    """Return what a text box is part of: one in a header stays there."""
    return Where.NOTE if where in {Where.BODY, Where.TABLE} else where


def _rows(table: Element, at: _At) -> Iterator[tuple[_At, Element]]:
    yield from _found(table, at, "tr")


def _cells(row: Element, at: _At) -> Iterator[tuple[_At, Element]]:
    yield from _found(row, at, "tc")


def _found(element: Element, at: _At, tag: str) -> Iterator[tuple[_At, Element]]:
    """Yield the children of a name, those inside content controls as well."""
    for index, child in enumerate(element):
        if child.tag == tag:
            yield at.down(index), child
        elif child.tag in _HOLDING:
            yield from _found(child, at.down(index), tag)


def _merged(looks: list[tuple[str, Look]]) -> Iterator[Run]:
    for look, same in groupby(looks, key=lambda each: each[1]):
        yield Run(text="".join(text for text, _ in same), look=look)
