"""Which fonts a style asks for that are not at hand, and what is printed instead."""

from collections.abc import Set as AbstractSet

from docgen.gongwen.layout.style import Style
from docgen.word.fonts import fonts_at_hand, read_stand_ins
from models.records import Record


class Substitution(Record):
    """A font that is missing here; the Word file still asks for it."""

    role: str
    font: str
    instead: str
    told: str


def substitutions(
    style: Style, at_hand: AbstractSet[str] | None = None
) -> tuple[Substitution, ...]:
    """Return the missing fonts by role; nothing where it is not known what is installed."""
    known = fonts_at_hand() if at_hand is None else at_hand
    return tuple(
        _missing(role, names, known)
        for role, names in style.fonts.items()
        if known and names[0].casefold() not in known
    )


def _missing(role: str, names: tuple[str, ...], known: AbstractSet[str]) -> Substitution:
    installed = next((name for name in names[1:] if name.casefold() in known), "")
    instead = installed or read_stand_ins().get(names[0], "默认字体")
    told = f"本机没有字体“{names[0]}”，预览和 PDF 用“{instead}”代替；Word 文件仍写明原字体。"
    return Substitution(role=role, font=names[0], instead=instead, told=told)
