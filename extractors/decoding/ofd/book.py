"""The documents of an OFD and their pages, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from extractors.decoding.limits import Limits
from extractors.decoding.ofd.geometry import box_of, placing
from extractors.decoding.ofd.objects import Drawn, Scene, objects_of
from extractors.decoding.ofd.resources import Resources
from models.errors import DamagedPaperError, EmptyPaperError, TooLargePaperError
from models.files.archive import ENTRY, Package
from models.files.markup import parse

Box = tuple[float, float, float, float]
"""Left, top, width, height in millimetres."""

_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True)
class Sheet:
    """One page: where its content is, and its size."""

    number: str
    """Its identifier in the document."""
    path: str
    content: Element
    box: Box


@dataclass
class Book:
    """One document of an OFD."""

    package: Package
    limits: Limits
    path: str
    root: Element
    signatures: str = ""
    """Path of its list of signatures, empty without one."""
    resources: Resources = field(default_factory=Resources)
    templates: dict[str, str] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)

    def parse(self, path: str) -> Element:
        """Return the root of one of its files; raises what reading and parsing raise."""
        return parse(self.package.read(path), self.limits)

    def find(self, location: str | None, beside: str = "") -> str:
        """Return the path of a location in the file ``beside``, or else in the document's own."""
        return self.package.find(location or "", beside or self.path)

    def linked(self, tag: str) -> Iterator[tuple[str, Element]]:
        """Yield path and root of the file a tag of the document names; nothing when it is gone."""
        location = (self.root.findtext(tag) or "").strip()
        path = self.find(location) if location else ""
        if path in self.package.names:
            yield path, self.parse(path)

    def listed(self) -> list[Element]:
        """Return the entries of its pages, one more than are allowed at most."""
        pages = [page for tree in self.root.iter("Pages") for page in tree.iter("Page")]
        return pages[: self.limits.max_pages + 1]

    def objects(self, sheet: Sheet) -> Iterator[Drawn]:
        """Yield what a page draws: its templates behind, its content, those before, annotations."""
        scene = Scene(self._resources_of(sheet))
        behind, before = self._templates_of(sheet)
        for content in (*behind, sheet.content, *before):
            for part in content.iter("Content"):
                yield from objects_of(part, scene)
        yield from self._annotations(sheet, scene)

    def _resources_of(self, sheet: Sheet) -> Resources:
        named = [each.text for each in sheet.content.iter("PageRes") if each.text]
        if not named:
            return self.resources
        own = self.resources
        merged = Resources(
            dict(own.fonts), dict(own.media), dict(own.parameters), dict(own.composites)
        )
        for location in named:
            merged.add(self.package, self.find(location, sheet.path), self.limits)
        return merged

    def _templates_of(self, sheet: Sheet) -> tuple[list[Element], list[Element]]:
        behind: list[Element] = []
        before: list[Element] = []
        for each in sheet.content.iter("Template"):
            path = self.templates.get(each.get("TemplateID", ""), "")
            if path in self.package.names:
                side = before if each.get("ZOrder") == "Foreground" else behind
                side.append(self.parse(path))
        return behind, before

    def _annotations(self, sheet: Sheet, scene: Scene) -> Iterator[Drawn]:
        for path, listed in self.linked("Annotations"):
            for page in listed.iter("Page"):
                file = self.find(page.findtext("FileLoc"), path)
                if page.get("PageID") == sheet.number and file in self.package.names:
                    yield from _appearances(self.parse(file), scene)


def open_books(package: Package, limits: Limits) -> list[Book]:
    """Return the documents with their pages; raises when there is no page, or there are too many.

    The page tree is read in full before anything is drawn.
    """
    books = outlines(package, limits)
    for book in books:
        book.sheets = [_sheet(book, page) for page in book.listed()]
    pages = sum(len(book.sheets) for book in books)
    if not pages:
        raise EmptyPaperError("OFD 文件中没有任何页面。")
    if pages > limits.max_pages:
        raise TooLargePaperError(
            f"文件有 {pages} 页，超过 {limits.max_pages} 页的上限，请拆分后上传。"
        )
    return books


def outlines(package: Package, limits: Limits) -> list[Book]:
    """Return the documents without opening their pages, which may be missing or broken."""
    return [_book(package, limits, body) for body in _bodies(package, limits)]


def _bodies(package: Package, limits: Limits) -> list[Element]:
    found = list(parse(package.read(ENTRY), limits).iter("DocBody"))
    if len(found) > limits.max_pages:
        raise TooLargePaperError("OFD 内的文档过多，请拆分后上传。")
    return found


def _book(package: Package, limits: Limits, body: Element) -> Book:
    path = package.find(body.findtext("DocRoot") or "")
    signatures = (body.findtext("Signatures") or "").strip()
    root = parse(package.read(path), limits)
    book = Book(package, limits, path, root, package.find(signatures) if signatures else "")
    for tag in ("PublicRes", "DocumentRes"):
        for each in root.iter(tag):
            book.resources.add(package, book.find(each.text), limits)
    book.templates = {
        each.get("ID", ""): book.find(each.get("BaseLoc")) for each in root.iter("TemplatePage")
    }
    return book


def _sheet(book: Book, page: Element) -> Sheet:
    path = book.find(page.get("BaseLoc"))
    content = book.parse(path)
    told = content.findtext("Area/PhysicalBox") or book.root.findtext(
        "CommonData/PageArea/PhysicalBox"
    )
    box = box_of(told) if told else _A4
    longest = book.limits.max_points * 25.4 / 72
    if max(box[2:]) > longest:
        raise TooLargePaperError(
            f"OFD 页面的幅面为 {box[2]:.0f}×{box[3]:.0f} 毫米，超出可处理的范围。"
        )
    if min(box[2:]) < 1:
        raise DamagedPaperError("OFD 页面的幅面无效。")
    return Sheet(page.get("ID", ""), path, content, box)


def _appearances(listed: Element, scene: Scene) -> Iterator[Drawn]:
    for each in listed.iter("Annot"):
        looks = each.find("Appearance")
        if looks is not None and each.get("Visible", "true").lower() != "false":
            matrix = placing(looks.get("Boundary", ""), "")
            yield from objects_of(looks, replace(scene, matrix=matrix))
