"""The seals laid on the pages of a document: where each stands, and how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractors.decoding.ofd.book import Book
from extractors.decoding.ofd.geometry import box_of
from models.errors import UnreadablePaperError

MOST = 50
"""Signatures of one document."""


@dataclass(frozen=True)
class Signing:
    """One signature of a document: its description, and the file with its value."""

    number: str
    path: str
    """Of its description, ``Signature.xml``."""
    root: Element
    value: str
    """Path of ``SignedValue.dat``."""


@dataclass(frozen=True)
class Stamp:
    """A seal on a page; its box in millimetres."""

    sheet: str
    """Identifier of the page."""
    box: tuple[float, float, float, float]


def signings(book: Book) -> Iterator[Signing]:
    """Yield the signatures of a document; raises what reading and parsing raise."""
    if not book.signatures:
        return
    listed = list(book.parse(book.signatures).iter("Signature"))
    for each in listed[:MOST]:
        path = book.find(each.get("BaseLoc"), book.signatures)
        root = book.parse(path)
        value = book.find(root.findtext("SignedValue"), path)
        yield Signing(each.get("ID", ""), path, root, value)


def stamps_of(signing: Signing) -> list[Stamp]:
    """Return where a signature shows its seal; a signature may show none."""
    return [
        Stamp(each.get("PageRef", ""), box_of(each.get("Boundary", "")))
        for each in signing.root.iter("StampAnnot")
    ]


def seal_pictures(book: Book) -> Iterator[tuple[Stamp, str, bytes]]:
    """Yield every stamp with kind and bytes of its picture.

    A seal that cannot be read is not drawn: what is wrong with it is told by whoever verifies it.
    """
    # Few papers are sealed, and what reads ASN.1 takes long to import.
    from extractors.signatures.ses import read_signature  # noqa: PLC0415

    try:
        found = [(each, book.package.read(each.value)) for each in signings(book)]
    except (UnreadablePaperError, ValueError):
        return
    for signing, value in found:
        try:
            picture = read_signature(value).seal.picture
            stamps = stamps_of(signing)
        except (ValueError, TypeError, KeyError, IndexError):
            continue
        for stamp in stamps:
            yield stamp, picture.kind, picture.data
