"""The cases of a fuzzing run: good files spoilt, files that mean harm, all under any name."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from docgen.ofd.package import element, zipped
from eval.hostile import bad_files, ofd_files
from eval.hostile.mutations import MUTATIONS
from eval.specimens.ofd.invoice import make_invoice

NAMES = (
    "paper{ending}",
    "材料 (1){ending}",
    "paper.exe",
    "paper.jpg.pdf.ofd",
    "../../etc/passwd",
    "C:\\windows\\a{ending}",
    "a\0b{ending}",
    "\u202egpj.paper{ending}",
    "行驶证\n<script>alert(1)</script>{ending}",
    "甲" * 3_000 + "{ending}",
    "",
    ".",
    "{{{{7*7}}}}{ending}",
    "😀{ending}",
)
"""What people and scripts call their files; ``{ending}`` is that of some format."""
ENDINGS = (".jpg", ".png", ".pdf", ".ofd", ".tif", ".gif", ".webp", ".bmp", ".docx", ".zip", "")

HARM_SHARE = 0.15
JOIN_SHARE = 0.05
UNTOUCHED_SHARE = 0.03


@dataclass(frozen=True)
class Case:
    """One upload to try."""

    number: int
    kind: str
    """What was done to it."""
    source: str
    """What it was made from."""
    name: str
    data: bytes


def cases(count: int, seed: int, found: Mapping[str, bytes]) -> Iterator[Case]:
    """Yield so many cases; ``found`` are further good files by name, beside those made here."""
    rng = Random(seed)  # noqa: S311 - reproducible, not secret
    good = good_files() | dict(found)
    harmful = harmful_files()
    for number in range(count):
        kind, source, data = _made(rng, good, harmful)
        name = rng.choice(NAMES).format(ending=rng.choice(ENDINGS))
        yield Case(number, kind, source, name, data)


def good_files() -> dict[str, bytes]:
    """Return a good file of every format, by name."""
    made = {name: make() for name, make in bad_files.GOOD.items()}
    line = ofd_files.text("行驶证")
    return made | {
        "multi-page pdf": bad_files.pdf_pages(3),
        "scan pdf": bad_files.scan_with_stamp(),
        "ofd page": ofd_files.ofd(line),
        "ofd pages": ofd_files.ofd(line, pages=3),
        "ofd invoice": zipped(make_invoice(600, "a.ofd")[0]),
        "ofd picture": ofd_files.picture_page(bad_files.GOOD["png"]()),
    }


def harmful_files() -> dict[str, Callable[[], bytes]]:
    """Return files that mean harm, by what they do; each is made when it is used."""
    made = {f"ofd {name}": make for name, (make, *_) in ofd_files.HARMFUL.items()}
    return made | {
        "ofd that lies": ofd_files.lying_bomb,
        "ofd of one huge path": _huge_path,
        "ofd of deltas": _huge_deltas,
        "png of gigabytes": bad_files.huge_png,
        "png of odd sides": lambda: bad_files.huge_png(1_000_000, 1_000),
        "gif of gigabytes": _huge_gif,
        "tiff of gigabytes": _huge_tiff,
        "bmp of gigabytes": _huge_bmp,
        "pdf that unfolds": bad_files.nested_flate_pdf,
        "pdf of a huge page": lambda: bad_files.pdf_page(b"", size=(14_400, 14_400)),
        "pdf of many pages": lambda: bad_files.pdf_pages(2_000),
        "pdf that is locked": bad_files.encrypted_pdf,
        "pdf without pages": lambda: bad_files.pdf_pages(0),
        "zip in itself": _matryoshka,
        "docx": lambda: bad_files.zipped("word/document.xml"),
        "empty": lambda: b"",
        "one byte": lambda: b"\0",
        "zeros": lambda: bytes(100_000),
        "program": lambda: b"MZ\x90\0" + bytes(999),
        "web page": lambda: b"<!DOCTYPE html><script>1</script>",
        "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "xml of entities": lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    }


def _made(
    rng: Random, good: Mapping[str, bytes], harmful: Mapping[str, Callable[[], bytes]]
) -> tuple[str, str, bytes]:
    """Return what was done, to what, and the file."""
    chance = rng.random()
    if chance < HARM_SHARE:
        name = rng.choice(sorted(harmful))
        return "made to harm", name, harmful[name]()
    source = rng.choice(sorted(good))
    if chance < HARM_SHARE + JOIN_SHARE:
        other = rng.choice(sorted(good))
        return "two in one", f"{source} + {other}", good[source] + good[other]
    if chance < HARM_SHARE + JOIN_SHARE + UNTOUCHED_SHARE:
        return "untouched", source, good[source]
    kind = rng.choice(sorted(MUTATIONS))
    return kind, source, MUTATIONS[kind](rng, good[source])


def _huge_path() -> bytes:
    data = "M 0 0 " + "B 1 1 2 2 3 3 " * 100_000
    return ofd_files.ofd(element("PathObject", element("AbbreviatedData", data), ID=1))


def _huge_deltas() -> bytes:
    return ofd_files.ofd(re.sub(r"g \d+ 4", "g 999999999 4", ofd_files.text("甲" * 50_000)))


def _huge_gif() -> bytes:
    """A GIF whose screen and frame say 65535 × 65535."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0) + bytes(6)
    frame = b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
    return screen + frame + b"\x02\x02L\x01\x00;"


def _huge_bmp() -> bytes:
    header = struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + header + bytes(999)


def _huge_tiff() -> bytes:
    """A TIFF whose only directory says 60000 × 60000."""
    entries: Sequence[tuple[int, int, int]] = (
        (256, 4, 60_000),
        (257, 4, 60_000),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, 60_000),
        (279, 4, 100),
    )
    fields = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    directory = struct.pack("<H", len(entries)) + fields + bytes(4)
    return b"II*\0" + struct.pack("<I", 8) + directory


def _matryoshka() -> bytes:
    """An archive in an archive, thirty deep, with an OFD's entry at every level."""
    data = b""
    for _ in range(30):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("OFD.xml"), "<OFD/>")
            archive.writestr(zipfile.ZipInfo("inner.ofd"), data)
        data = out.getvalue()
    return data
