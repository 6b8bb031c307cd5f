"""Writes a printed PDF as an OFD: text stays text, and the fonts of the PDF come along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from docgen.ofd.package import ENTRY, Files, document, element, written, zipped
from docgen.ofd.page import mm, page_content
from docgen.ofd.pictures import Picture
from docgen.ofd.places import SealPlace, read_places
from docgen.ofd.printed import PrintedPage, read_pages
from docgen.ofd.typefaces import Typeface, read_typefaces
from extractors.signatures.proof import DIGESTS, digest
from models.clean import clean

CREATOR = "智办"
ROOM = "签章位置 "
"""Before the name of a signature field, among the data of the document: where its seal will stand.
The value is the number of the page and the box on it in millimetres."""


def write_ofd(pdf: bytes, title: str, facts: Mapping[str, str], day: date) -> bytes:
    """Return a PDF of ours as an OFD, unsigned.

    It looks like the PDF and reads like it. Where the PDF has signature fields, signed or not, the
    OFD knows the same places, for ``docgen.ofd.seal.seal_ofd``; what was signed there is left out.
    The same arguments give the same bytes.

    Args:
        pdf: as ``Typesetter.print`` makes it.
        title: of the document, for people.
        facts: what programs shall find without reading pages, e.g. 办件编号, 校验码, by name.
        day: on which the document was made.
    """
    pages, places = read_pages(pdf), read_places(pdf)
    book = _Book(read_typefaces(pdf))
    files = book.files(pages)
    named = {**facts, **{f"{ROOM}{each.field}": book.room(each) for each in places}}
    info = _info(digest(pdf, DIGESTS["sm3"]).hex()[:32], title, named, day)
    body = element("DocBody", info + element("DocRoot", "Doc_0/Document.xml"))
    return zipped({ENTRY: document("OFD", body, DocType="OFD", Version="1.1"), **files})


def _info(number: str, title: str, facts: Mapping[str, str], day: date) -> str:
    data = "".join(
        element("CustomData", written(value), Name=clean(name)) for name, value in facts.items()
    )
    told = element("DocID", number) + element("Title", written(title))
    told += element("CreationDate", day.isoformat()) + element("Creator", CREATOR)
    return element("DocInfo", told + (element("CustomDatas", data) if data else ""))


@dataclass
class _Book:
    """The document while its files are written: every page, object and resource has its number."""

    typefaces: Mapping[str, Typeface]
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    resources: dict[str | Picture, int] = field(default_factory=dict)
    """Fonts by their names in the PDF, and pictures."""
    pages: list[int] = field(default_factory=list)

    def files(self, pages: Sequence[PrintedPage]) -> Files:
        self.pages = [self._new() for _ in pages]
        contents = {
            f"Doc_0/Pages/Page_{at}/Content.xml": page_content(page, self._new, self._number)
            for at, page in enumerate(pages)
        }
        resources = {**self._font_files(), **self._picture_files()}
        return {"Doc_0/Document.xml": self._document(pages[0]), **resources, **contents}

    def room(self, place: SealPlace) -> str:
        return f"{self.pages[place.page]} {mm(*place.box)}"

    def _new(self) -> int:
        return next(self.numbers)

    def _number(self, resource: str | Picture) -> int:
        if resource not in self.resources:
            self.resources[resource] = self._new()
        return self.resources[resource]

    def _font_files(self) -> Files:
        files: Files = {}
        listed = ""
        for name, number in self.resources.items():
            if isinstance(name, Picture):
                continue
            face = self.typefaces.get(name)
            plain = face.name if face else name
            at = f"font_{number}.{face.ending}" if face else ""
            file = element("FontFile", at) if face else ""
            listed += element("Font", file, ID=number, FontName=plain, FamilyName=plain)
            files |= {f"Doc_0/Res/{at}": face.data} if face else {}
        fonts = element("Fonts", listed)
        return {"Doc_0/PublicRes.xml": document("Res", fonts, BaseLoc="Res"), **files}

    def _picture_files(self) -> Files:
        files: Files = {}
        listed = ""
        for picture, number in self.resources.items():
            if isinstance(picture, str):
                continue
            at = f"picture_{number}.{picture.kind}"
            file, kind = element("MediaFile", at), picture.kind.upper()
            listed += element("MultiMedia", file, ID=number, Type="Image", Format=kind)
            files[f"Doc_0/Res/{at}"] = picture.data
        media = element("MultiMedias", listed)
        return {"Doc_0/DocumentRes.xml": document("Res", media, BaseLoc="Res"), **files}

    def _document(self, first: PrintedPage) -> bytes:
        size = element("PhysicalBox", f"0 0 {mm(first.width, first.height)}")
        common = element("MaxUnitID", str(self._new())) + element("PageArea", size)
        common += element("PublicRes", "PublicRes.xml") + element("DocumentRes", "DocumentRes.xml")
        pages = "".join(
            element("Page", ID=number, BaseLoc=f"Pages/Page_{at}/Content.xml")
            for at, number in enumerate(self.pages)
        )
        return document("Document", element("CommonData", common) + element("Pages", pages))
