"""Which faces a template asks for, which are at hand, and what stands in for the others."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from pydantic import Field

from docgen.word.package import Docx
from docgen.word.report import Remark, advice
from models.clean import shorten
from models.fonts import SHIPPED
from models.specs import Spec, read_spec

DECLARED = Path(__file__).parent / "fonts.toml"
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
SECONDS = 20
GENERAL = {"serif": "Noto Serif CJK SC", "sans-serif": "Noto Sans CJK SC"}
"""Where a template names no face at all, Chinese characters take their Chinese form."""


class StandIns(Spec):
    """What is printed where a face is missing."""

    faces: dict[str, tuple[str, ...]] = Field(min_length=1)
    """Names of missing faces, by the face at hand that stands in for them."""


@cache
def read_stand_ins(path: Path = DECLARED) -> Mapping[str, str]:
    """Return the face that stands in for each that is often missing; raises ``SpecError``."""
    declared = read_spec(path, StandIns).faces
    return {name: at_hand for at_hand, names in declared.items() for name in names}


def font_settings(folders: Iterable[Path] = ()) -> str:
    """Return fontconfig's settings: the system's fonts, the shipped ones and the folders.

    A face that is missing is printed with its stand-in; a licensed one in a folder comes first.
    """
    places = "".join(f"<dir>{escape(str(each))}</dir>" for each in (SHIPPED, *folders))
    aliases = "".join(
        f'<alias binding="same"><family>{escape(name)}</family>'
        f"<accept><family>{escape(other)}</family></accept></alias>"
        for name, other in read_stand_ins().items()
    )
    general = "".join(
        f"<alias><family>{kind}</family><prefer><family>{face}</family></prefer></alias>"
        for kind, face in GENERAL.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{places}{aliases}{general}</fontconfig>"
    )


def missing_fonts(docx: Docx) -> Iterator[Remark]:
    """Yield a remark on each face of a template that this machine lacks, with its stand-in."""
    at_hand = fonts_at_hand()
    for face in sorted(_asked(docx)):
        if at_hand and face.casefold() not in at_hand:
            other = read_stand_ins().get(face, "默认字体")
            told = (
                f"字体“{shorten(face, 30)}”不在服务器上，PDF 会用“{other}”代替；Word 文件不受影响。"
            )
            yield advice("font", "", told)


@cache
def fonts_at_hand() -> frozenset[str]:
    """Return the faces fontconfig knows here, casefolded; empty where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    command = [program, ":", "family"]
    listed = subprocess.run(  # noqa: S603 - a fixed command
        command, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    return frozenset(
        name.strip().casefold() for line in listed.stdout.splitlines() for name in line.split(",")
    )


def _asked(docx: Docx) -> set[str]:
    """Return the faces that stand in the text, or in the styles the text is set in."""
    parts = [name for name in docx.names if name.startswith("word/") and name.endswith(".xml")]
    return {
        face
        for part in parts
        if part.partition("/")[2].rstrip("0123456789.xml") in {"document", "header", "footer"}
        for fonts in docx.part(part).iter("rFonts")
        for slot in SLOTS
        if (face := fonts.get(slot, "").strip())
    }
