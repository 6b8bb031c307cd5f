"""The structured data an electronic invoice carries: in attached XML, and by tags on its objects.

A tag says which text objects of which page hold a value, e.g. ``BuyerName`` → objects 6924; an
attachment (``original_invoice.xml``) holds the values themselves. Both name them alike.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from extractors.decoding.frames import Datum
from extractors.decoding.ofd.book import Book
from models.errors import UnreadablePaperError

MOST = 20_000
"""Values of one document."""

Printed = dict[tuple[str, str], Datum]
"""Page and object → what the object prints, with its place."""


def data_of(book: Book, printed: Printed) -> list[Datum]:
    """Return what the tags of a document point at, then what its attachments say.

    A value without a box comes from an attachment. What cannot be parsed carries no data.
    """
    found: list[Datum] = []
    for root in _tag_files(book):
        found += _tagged(root, printed)
    for root in _attachments(book):
        found += _attached(root)
    return found[:MOST]


def _tag_files(book: Book) -> Iterator[Element]:
    for path, listed in book.linked("CustomTags"):
        for each in listed.iter("CustomTag"):
            yield from _parsed(book, book.find(each.findtext("FileLoc"), path))


def _attachments(book: Book) -> Iterator[Element]:
    for path, listed in book.linked("Attachments"):
        for each in listed.iter("Attachment"):
            file = book.find(each.findtext("FileLoc"), path)
            if file.lower().endswith(".xml"):
                yield from _parsed(book, file)


def _parsed(book: Book, path: str) -> Iterator[Element]:
    if path in book.package.names:
        try:
            yield book.parse(path)
        except UnreadablePaperError:
            return


def _tagged(root: Element, printed: Printed) -> Iterator[Datum]:
    for name, row, element in _values(root, "ObjectRef"):
        for each in element.iter("ObjectRef"):
            key = each.get("PageRef", ""), (each.text or "").strip()
            shown = printed.get(key) or (None if key[0] else printed.get(("", key[1])))
            if shown:
                yield Datum(name, shown.text, row, shown.page, shown.box)


def _attached(root: Element) -> Iterator[Datum]:
    for name, row, element in _values(root, ""):
        if text := (element.text or "").strip():
            yield Datum(name, text, row)


def _values(root: Element, leaf: str) -> Iterator[tuple[str, int, Element]]:
    """Yield name, row and element of each value: of elements with no children but ``leaf``.

    Elements of one name that have values inside and stand side by side are the rows of a table;
    what is in none has row -1.
    """
    waiting: list[tuple[Element, int]] = [(root, -1)]
    for count, (element, row) in enumerate(waiting):
        parts = [each for each in element if each.tag != leaf]
        if count > MOST:
            return
        if not parts:
            yield element.tag, row, element
            continue
        groups = [each.tag for each in parts if any(child.tag != leaf for child in each)]
        seen: dict[str, int] = {}
        for each in parts:
            repeated = groups.count(each.tag) > 1
            waiting.append((each, seen.get(each.tag, 0) if repeated else row))
            seen[each.tag] = seen.get(each.tag, 0) + 1
