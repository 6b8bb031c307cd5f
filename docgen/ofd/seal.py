"""Seals an OFD by GB/T 38540: one seal after the other, each over everything that was there before.

A signature lists the SM3 digest of every file but the list of signatures, which the next one has to
extend, and its own two. So the first covers the document; the second covers the document and the
first; and the first stays whole, since nothing it lists changes.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from docgen.ofd.package import (
    ENTRY,
    SIGNATURES,
    Files,
    document,
    element,
    signatures_at,
    zipped,
)
from docgen.ofd.page import mm
from docgen.ofd.write import CREATOR, ROOM
from docgen.printing.field import no_room
from docgen.signing.electronic import signed_value
from docgen.signing.seals import Sealed
from extractors.decoding.limits import Limits
from extractors.decoding.ofd.book import Book, outlines
from extractors.decoding.ofd.geometry import box_of
from extractors.decoding.ofd.stamps import Stamp, signings, stamps_of
from extractors.signatures.proof import DIGESTS, digest
from models.crypto.algorithms import SM2_WITH_SM3_OID, SM3_OID
from models.errors import SigningError, UnreadablePaperError
from models.files.archive import Package

VERSION = "1.0"
ROOT_END = b"</ofd:DocRoot>"
"""Behind it the main entry names the list of signatures (GB/T 33190, 7.4)."""
FOREIGN = "文件不是本系统生成的 OFD，不能签章。"


def seal_ofd(ofd: bytes, sealed: Sealed, field: str, moment: datetime) -> bytes:
    """Return an OFD with a seal laid on the place of a field, and the signature behind it.

    Whoever has sealed another field before has sealed still. Raises ``SigningError`` when the OFD
    has no empty place for that field, is none of ours, or the key cannot be used.

    Args:
        ofd: as ``docgen.ofd.write.write_ofd`` makes it, sealed in other fields or not.
        sealed: the key and the electronic seal.
        field: name of the field (``docgen.printing.field``).
        moment: of sealing, with a time zone.
    """
    if not sealed.electronic:
        raise SigningError(f"“{sealed.seal.owner}”没有可用于 OFD 的电子印章，请先制作电子印章。")
    try:
        package = Package(ofd, Limits())
        files = {name: package.read(name) for name in _names(package)}
        signature = _next_signature(_only_book(package), field)
    except UnreadablePaperError as error:
        raise SigningError(f"文件无法签章：{error}") from error
    except ValueError as error:
        raise SigningError(FOREIGN) from error
    return zipped(signature.added_to(files, sealed, moment.astimezone(UTC)))


def _names(package: Package) -> list[str]:
    """Return the files, the main entry first as readers expect it."""
    return sorted(package.names, key=lambda name: (name != ENTRY, name))


def _only_book(package: Package) -> Book:
    (book,) = outlines(package, Limits())
    return book


def _next_signature(book: Book, field: str) -> "_Signature":
    listed = list(book.parse(book.signatures).iter("Signature")) if book.signatures else []
    stamp = _room(book, field)
    used = [each for earlier in signings(book) for each in stamps_of(earlier)]
    if stamp is None or stamp in used:
        raise SigningError(no_room(field))
    return _Signature(tuple(dict(each.attrib) for each in listed), stamp)


def _room(book: Book, field: str) -> Stamp | None:
    """Return where a field's seal belongs, as ``write_ofd`` has noted it."""
    entry: Element = book.parse(ENTRY)
    for each in entry.iter("CustomData"):
        if each.get("Name") == f"{ROOM}{field}":
            page, _, box = (each.text or "").partition(" ")
            return Stamp(page, box_of(box))
    return None


@dataclass(frozen=True)
class _Signature:
    """The signature that comes next in a document."""

    earlier: tuple[Mapping[str, str], ...]
    """How the list names those before it."""
    stamp: Stamp

    @property
    def number(self) -> str:
        return f"s{len(self.earlier) + 1:03}"

    @property
    def folder(self) -> str:
        return f"Doc_0/Signs/Sign_{len(self.earlier)}"

    def added_to(self, files: Files, sealed: Sealed, moment: datetime) -> Files:
        seal, described = f"{self.folder}/Seal.esl", f"{self.folder}/Signature.xml"
        covered = {**files, seal: sealed.electronic}
        if SIGNATURES not in files:
            covered[ENTRY] = _with_signatures(files[ENTRY])
        covered.pop(SIGNATURES, None)
        description = self._description(covered, seal, moment)
        told = digest(description, DIGESTS["sm3"])
        value = signed_value(sealed.electronic, sealed.signer, told, f"/{described}", moment)
        signed = {described: description, self._value: value}
        return {**covered, SIGNATURES: self._list(described), **signed}

    @property
    def _value(self) -> str:
        return f"{self.folder}/SignedValue.dat"

    def _description(self, covered: Files, seal: str, moment: datetime) -> bytes:
        """Return ``Signature.xml``: the digest of every file, and where the stamp stands."""
        left, top, width, height = self.stamp.box
        stamp = {"PageRef": self.stamp.sheet, "Boundary": mm(left, top, width, height)}
        told = element("Provider", ProviderName=CREATOR, Version=VERSION, Company=CREATOR)
        told += element("SignatureMethod", SM2_WITH_SM3_OID)
        told += element("SignatureDateTime", f"{moment:%Y%m%d%H%M%S}Z")
        listed = "".join(_reference(name, content) for name, content in covered.items())
        told += element("References", listed, CheckMethod=SM3_OID)
        told += element("StampAnnot", ID=self.number, **stamp)
        told += element("Seal", element("BaseLoc", f"/{seal}"))
        value = element("SignedValue", f"/{self._value}")
        return document("Signature", element("SignedInfo", told) + value)

    def _list(self, described: str) -> bytes:
        """Return ``Signatures.xml`` with this signature at its end."""
        own = {"ID": self.number, "Type": "Seal", "BaseLoc": f"/{described}"}
        listed = "".join(element("Signature", **each) for each in (*self.earlier, own))
        return document("Signatures", element("MaxSignId", self.number) + listed)


def _with_signatures(entry: bytes) -> bytes:
    if ROOT_END not in entry:
        raise SigningError(FOREIGN)
    return entry.replace(ROOT_END, ROOT_END + signatures_at().encode())


def _reference(name: str, content: bytes) -> str:
    value = base64.b64encode(digest(content, DIGESTS["sm3"])).decode("ascii")
    return element("Reference", element("CheckValue", value), FileRef=f"/{name}")
