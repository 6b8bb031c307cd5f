"""What a deviation says, and how one is made from a value of the style."""

from docgen.gongwen.layout.style import Strength, Style
from models.records import Record

UNITS = {
    Strength.CUSTOM: "惯例",
    Strength.DERIVED: "推算值",
}


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
    style: Style, name: str, found: float, where: str, unit: str = "毫米"
) -> list[Deviation]:
    """Return a deviation when a measure is further from the style's value than it tolerates."""
    value = style.values[name]
    if abs(found - value.value) <= value.tolerance + 1e-6:
        return []
    return [deviate(style, name, f"{value.value:g}{unit}", f"{found:.1f}{unit}", where)]


def deviate(style: Style, name: str, expected: str, found: str, where: str) -> Deviation:
    """Return a deviation from a value of the style, told with the word of its clause."""
    value = style.values[name]
    source = UNITS.get(value.strength) or f"GB/T 9704—2012 第{value.clause}条（{value.strength}）"
    told = f"{where}：{value.what}应为{expected}，实为{found}；依据：{source}。"
    return Deviation(
        clause=value.clause,
        strength=value.strength,
        what=value.what,
        expected=expected,
        found=found,
        where=where,
        told=told,
    )
