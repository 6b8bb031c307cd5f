"""Small OFD files made on the fly: a page of given objects, and files that mean harm."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

from docgen.ofd.package import Files, document, element, zipped
from eval.hostile import bad_files
from eval.specimens.ofd.package import main_entry

PAGE = "Doc_0/Pages/Page_0/Content.xml"
RES = "Doc_0/Res.xml"


def text(line: str, *, at: str = "20 20 100 6", **more: object) -> str:
    """A text object of one line, 4 mm high, its characters 4 mm apart."""
    deltas = f"g {len(line) - 1} 4" if len(line) > 1 else "0"
    code = element("TextCode", line, X=0, Y=4, DeltaX=deltas)
    return element("TextObject", code, **{"ID": 7, "Boundary": at, "Font": 1, "Size": 4} | more)


def files(
    objects: str, *, box: str = "0 0 210 140", pages: int = 1, resources: str = "", more: str = ""
) -> Files:
    """The files of a document whose pages all draw ``objects``."""
    area = element("Area", element("PhysicalBox", box))
    content = document("Page", area + more + element("Content", element("Layer", objects, ID=3)))
    listed = "".join(
        element("Page", ID=50 + at, BaseLoc=f"Pages/Page_{at}/Content.xml") for at in range(pages)
    )
    common = element("CommonData", element("MaxUnitID", "99") + element("DocumentRes", "Res.xml"))
    return {
        "OFD.xml": main_entry(signed=False),
        "Doc_0/Document.xml": document("Document", common + element("Pages", listed)),
        RES: document("Res", resources, BaseLoc="Res"),
        **{f"Doc_0/Pages/Page_{at}/Content.xml": content for at in range(pages)},
    }


def ofd(objects: str, **more: str | int) -> bytes:
    """A document of one page that draws ``objects``."""
    return zipped(files(objects, **more))  # type: ignore[arg-type]


def picture_page(picture: bytes) -> bytes:
    """A page with one picture all over it."""
    media = element("MultiMedia", element("MediaFile", "a.png"), ID=9, Type="Image")
    laid = element("ImageObject", ID=4, Boundary="0 0 210 140", CTM="210 0 0 140 0 0", ResourceID=9)
    made = files(laid, resources=element("MultiMedias", media))
    return zipped(made | {"Doc_0/Res/a.png": picture})


def with_xml(body: bytes) -> bytes:
    """A document whose page is this XML."""
    return zipped(files("") | {PAGE: body})


def entity_bomb() -> bytes:
    """XML whose entities unfold."""
    doctype = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_xml(b'<?xml version="1.0"?>' + doctype + b"<Page><Content>&b;</Content></Page>")


def external_entity() -> bytes:
    """XML that asks for a file of the machine."""
    doctype = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return with_xml(doctype + b"<Page><Content>&a;</Content></Page>")


def deep_xml() -> bytes:
    """Ten thousand elements within each other."""
    return with_xml(b"<a>" * 10_000 + b"</a>" * 10_000)


def wide_xml() -> bytes:
    """More elements than any page has."""
    return with_xml(b"<Page>" + b"<a/>" * 600_000 + b"</Page>")


def zip_bomb() -> bytes:
    """Half a gigabyte in half a megabyte."""
    return zipped(files("") | {"Doc_0/Res/a.bin": bytes(500_000_000)})


def lying_bomb() -> bytes:
    """A bomb whose index says that it is small: only unpacking shows its size."""
    data = bytearray(zipped(files("") | {PAGE: bytes(250_000_000)}))
    true = struct.pack("<I", 250_000_000)
    at = data.find(true)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
        at = data.find(true, at)
    return bytes(data)


def many_files() -> bytes:
    """Three thousand files."""
    return zipped(files("") | {f"a/{number}": b"" for number in range(3_000)})


def outside() -> bytes:
    """A file whose path leads out of the archive."""
    return zipped(files("") | {"../../etc/cron.d/a": b"x"})


def twice() -> bytes:
    """Two pages of one name: readers differ in which one they show."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings(action="ignore"):
        for name, content in [*files("").items(), (PAGE, files(text("甲"))[PAGE])]:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def locked() -> bytes:
    """An archive that says it is encrypted."""
    data = bytearray(ofd(text("甲")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def self_containing() -> bytes:
    """A composite object that draws itself."""
    inner = element("CompositeObject", ID=5, Boundary="0 0 9 9", ResourceID=8)
    unit = element("CompositeGraphicUnit", element("Content", inner), ID=8, Width=9, Height=9)
    return ofd(inner, resources=element("CompositeGraphicUnits", unit))


HARMFUL: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "truncated": (lambda: ofd(text("甲"))[:-40], "damaged_paper", "没有传完整"),
    "no main entry's document": (lambda: bad_files.zipped("OFD.xml"), "damaged_paper", "XML"),
    "no page": (lambda: ofd("", pages=0), "empty_paper", "没有任何页面"),
    "a page is missing": (
        lambda: zipped({k: v for k, v in files("").items() if k != PAGE}),
        "damaged_paper",
        "缺少",
    ),
    "31 pages": (lambda: ofd("", pages=31), "too_large_paper", "31 页"),
    "a page of kilometres": (lambda: ofd("", box="0 0 90000 90000"), "too_large_paper", "幅面"),
    "a page of nothing": (lambda: ofd("", box="0 0 0 0"), "damaged_paper", "幅面无效"),
    "entities": (entity_bomb, "unsafe_paper", "实体声明"),
    "external entity": (external_entity, "unsafe_paper", "实体声明"),
    "deep": (deep_xml, "unsafe_paper", "层次过深"),
    "wide": (wide_xml, "unsafe_paper", "内容过多"),
    "bomb": (zip_bomb, "too_large_paper", "200 MB"),
    "many files": (many_files, "too_large_paper", "2000 个"),
    "paths outside": (outside, "unsafe_paper", "指向外部"),
    "one name twice": (twice, "unsafe_paper", "同名"),
    "locked": (locked, "encrypted_paper", "加密"),
    "a picture of gigabytes": (
        lambda: picture_page(bad_files.huge_png()),
        "too_large_paper",
        "40000×40000",
    ),
    "draws itself": (self_containing, "unsafe_paper", "嵌套过深"),
}
"""What is wrong → how the file is made, the code it is refused with, and a word of the reason."""
