"""Facts of which a matter has one: its fee, its time limit, its telephone, its amount.

An entry that says one value after a label fills that slot of its matters; two entries that fill it
with different values contradict each other. Labels and values are declared in ``slots.toml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from knowledge.entries.entry import Entry
from models.specs import Spec
from models.specs.spec import read_spec

FILE = Path(__file__).with_name("slots.toml")
GAP = r"[^。；;\n|]{0,12}?"
"""What may stand between a label and its value."""


class Slot(Spec):
    """One kind of fact."""

    name: str
    labels: tuple[str, ...]
    """Words before the value, each a slot of its own: 法定时限 is not 承诺时限."""
    value: str
    """Pattern of the value, which is compared without blanks."""
    not_after: tuple[str, ...] = ()
    """Words before a label that make it another one."""


class _File(Spec):
    slots: tuple[Slot, ...] = Field(alias="slot")


@dataclass(frozen=True)
class Filled:
    """A slot an entry fills."""

    matter: str
    label: str
    value: str
    entry: str
    title: str


@cache
def read_slots() -> tuple[Slot, ...]:
    """Return the declared slots; raises ``SpecError`` when the file does not fit."""
    return read_spec(FILE, _File).slots


def filled_by(entry: Entry) -> Iterator[Filled]:
    """Yield what an entry fills, of each of its matters; a label with two values fills nothing."""
    for slot in read_slots():
        for label in slot.labels:
            values = {*_values(entry.body, label, slot)}
            if len(values) == 1:
                (value,) = values
                for matter in entry.tags.matters:
                    yield Filled(matter, label, value, entry.id, entry.title)


def _values(body: str, label: str, slot: Slot) -> Iterator[str]:
    others = "|".join(re.escape(each) for each in slot.labels if label in each and each != label)
    longer = rf"(?!{others})" if others else ""
    after = "".join(rf"(?<!{re.escape(word)})" for word in slot.not_after)
    pattern = rf"{after}{longer}{re.escape(label)}{GAP}(?P<value>{slot.value})"
    for found in re.finditer(pattern, body):
        yield "".join(found["value"].split())


Slots = Mapping[tuple[str, str], tuple[Filled, ...]]
"""By matter and label, what entries say."""


def gather(entries: Iterable[Entry]) -> Slots:
    """Return what entries say, by matter and label."""
    found: dict[tuple[str, str], list[Filled]] = {}
    for entry in entries:
        for filled in filled_by(entry):
            found.setdefault((filled.matter, filled.label), []).append(filled)
    return {key: tuple(each) for key, each in found.items()}
