"""The 发文单 of a document, filled from its elements; each value says where it was read."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official
from docgen.gongwen.elements.found import Element, Place, Recognised
from models.days import day_words
from models.records import Record
from models.specs import Spec, need, read_spec

FILE = Path(__file__).with_name("slip.toml")
PUBLICITY = re.compile(r"主动公开|依申请公开|不予公开|公开发布")
COPIES = re.compile(r"共印\s*(\d+)\s*份")


class BoxSpec(Spec):
    """A box as declared."""

    label: str
    value: str = ""
    element: Element | None = None
    width: int


class RowSpec(Spec):
    """A row of boxes."""

    height: float
    boxes: tuple[BoxSpec, ...]


class SlipSpec(Spec):
    """The slip as declared."""

    title: str
    row: tuple[RowSpec, ...]


class SlipBox(Record):
    """A box: its label, what was read for it, where, and how surely."""

    label: str
    value: str = ""
    places: tuple[Place, ...] = ()
    confidence: float | None = None
    """``None`` of a box that is empty or was not read from one place."""
    by_hand: bool = False
    """Left for a hand: signatures, names, remarks."""
    width: int
    """Of six columns."""


class SlipRow(Record):
    """A row of boxes."""

    height: float
    """In centimetres, at least."""
    boxes: tuple[SlipBox, ...]


class Slip(Record):
    """A filled slip."""

    title: str
    rows: tuple[SlipRow, ...]
    doubts: tuple[str, ...] = ()
    """What whoever takes over the slip should look at."""

    @property
    def values(self) -> dict[str, str]:
        """What the slip says, by label; boxes left for a hand are not in it."""
        boxes = (box for row in self.rows for box in row.boxes)
        return {box.label: box.value for box in boxes if not box.by_hand}


def _secrecy(official: Official) -> str:
    return "★".join(filter(None, (official.secrecy, official.secrecy_term)))


def _attachments(official: Official) -> str:
    titles = [each.title for each in official.attachments]
    if len(titles) == 1:
        return titles[0]
    return "\n".join(f"{at}.{title}" for at, title in enumerate(titles, 1))


def _kind(official: Official) -> str:
    return read_kinds()[official.kind].title if official.kind else ""


def _publicity(official: Official) -> str:
    found = PUBLICITY.search(official.note)
    return found[0] if found else ""


def _copies(seen: Recognised) -> str:
    found = (COPIES.search(each.text) for each in seen.of(Element.OTHER))
    return next((f"{each[1]}份" for each in found if each), "")


VALUES: Mapping[str, Callable[[Recognised], str]] = MappingProxyType(
    {
        "number": lambda seen: seen.official.number,
        "secrecy": lambda seen: _secrecy(seen.official),
        "urgency": lambda seen: seen.official.urgency,
        "signatories": lambda seen: "　".join(seen.official.signatories),
        "title": lambda seen: seen.official.title,
        "addressees": lambda seen: seen.official.addressees,
        "copies_to": lambda seen: seen.official.copies_to,
        "attachments": lambda seen: _attachments(seen.official),
        "kind": lambda seen: _kind(seen.official),
        "form": lambda seen: seen.official.form.value,
        "copies": _copies,
        "issuers": lambda seen: "、".join(seen.official.issuers),
        "day": lambda seen: day_words(seen.official.day),
        "printer": lambda seen: seen.official.printer,
        "printed": lambda seen: day_words(seen.official.printed),
        "note": lambda seen: seen.official.note,
        "publicity": lambda seen: _publicity(seen.official),
    }
)
"""What fills a box, by the name the declaration uses."""


@cache
def read_slip(path: Path = FILE) -> SlipSpec:
    """Return the declared slip; raises ``SpecError`` when a box names a value nobody knows."""
    spec = read_spec(path, SlipSpec)
    named = {box.value for row in spec.row for box in row.boxes if box.value}
    need(path.name, "value", named, VALUES)
    return spec


def fill_slip(seen: Recognised, spec: SlipSpec | None = None) -> Slip:
    """Return the slip of a document; what was not recognised is an empty box."""
    spec = spec or read_slip()
    rows = tuple(
        SlipRow(height=row.height, boxes=tuple(_fill(box, seen) for box in row.boxes))
        for row in spec.row
    )
    return Slip(title=spec.title, rows=rows, doubts=seen.doubts)


def _fill(box: BoxSpec, seen: Recognised) -> SlipBox:
    value = VALUES[box.value](seen) if box.value else ""
    found = seen.of(box.element) if value and box.element else ()
    return SlipBox(
        label=box.label,
        value=value,
        places=tuple(place for each in found for place in each.places),
        confidence=min((each.confidence for each in found), default=None),
        by_hand=not box.value,
        width=box.width,
    )
