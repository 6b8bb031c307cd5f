"""What a deviation says, and how one is made from what is asked."""

from docgen.gongwen.elements.found import Place
from docgen.gongwen.layout.style import Strength, Style, Value
from docgen.gongwen.measuring.requirement import Requirement, read_requirements
from models.records import Record

UNITS = {
    Strength.CUSTOM: "惯例",
    Strength.DERIVED: "推算值",
}


Asked = Value | Requirement
"""What is asked, by which clause, how strongly."""


class Deviation(Record):
    """One place where a file is not as the style says; only what binds is a fault."""

    clause: str
    strength: Strength
    what: str
    expected: str
    found: str
    where: str
    told: str
    """A sentence in Chinese."""
    places: tuple[Place, ...] = ()
    """Of the words in the opened file, where it has any."""

    @property
    def is_fault(self) -> bool:
        """Whether the standard binds here; all else is a hint."""
        return self.strength == Strength.BINDING


class Measured(Record):
    """What was measured of a file."""

    form: str
    deviations: tuple[Deviation, ...]
    unmeasured: tuple[str, ...] = ()
    """What could not be measured and why, in Chinese."""

    @property
    def faults(self) -> tuple[Deviation, ...]:
        """Deviations from what binds."""
        return tuple(each for each in self.deviations if each.is_fault)


def compare(
    style: Style, name: str, found: float, where: str, unit: str = "毫米", precise: int = 1
) -> list[Deviation]:
    """Return a deviation when a measure is further from the style's value than it tolerates."""
    value = style.values[name]
    if is_near(style, name, found):
        return []
    return [deviate(value, f"{value.value:g}{unit}", f"{found:.{precise}f}{unit}", where)]


def is_near(style: Style, name: str, found: float) -> bool:
    """Tell whether a measure is as near to the style's value as it tolerates."""
    value = style.values[name]
    return abs(found - value.value) <= value.tolerance + 1e-6


def miss(name: str, found: str, where: str, places: tuple[Place, ...] = ()) -> Deviation:
    """Return a deviation from a requirement by its name."""
    asked = read_requirements()[name]
    return deviate(asked, asked.expected, found, where, places)


def deviate(
    asked: Asked, expected: str, found: str, where: str, places: tuple[Place, ...] = ()
) -> Deviation:
    """Return a deviation, told with the word of its clause."""
    source = UNITS.get(asked.strength) or f"GB/T 9704—2012 第{asked.clause}条（{asked.strength}）"
    told = f"{where}：{asked.what}应为{expected}，实为{found}；依据：{source}。"
    return Deviation(
        clause=asked.clause,
        strength=asked.strength,
        what=asked.what,
        expected=expected,
        found=found,
        where=where,
        told=told,
        places=places,
    )
