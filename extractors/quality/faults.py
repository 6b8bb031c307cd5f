"""What a picture can suffer from, as declared in ``faults.toml``."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.records import Quality
from models.specs import Spec, need, read_spec

DECLARED = Path(__file__).with_name("faults.toml")


class Fault(Spec):
    """One fault: the figures that show it, the grade it leaves, and what to do about it."""

    code: str
    grade: Literal["poor", "fair"]
    message: str
    """In Chinese, for the person with the camera."""
    below: dict[str, float] = Field(default_factory=dict)
    """Figures of ``Quality`` that must lie below these values …"""
    from_: dict[str, float] = Field(default_factory=dict, alias="from")
    """… and those that must reach these."""
    alone: bool = False
    """True when nothing else is worth telling beside it."""

    def holds(self, quality: Quality) -> bool:
        """Tell whether a picture with these figures has the fault."""
        figures = quality.model_dump()
        low = all(figures[name] < limit for name, limit in self.below.items())
        return low and all(figures[name] >= limit for name, limit in self.from_.items())


class Faults(Spec):
    """The declaration file."""

    faults: tuple[Fault, ...] = Field(alias="fault")


@cache
def faults(path: Path = DECLARED) -> tuple[Fault, ...]:
    """Return every declared fault in order; raises ``SpecError`` when one does not fit."""
    declared = read_spec(path, Faults).faults
    for fault in declared:
        need(fault.code, "figure", [*fault.below, *fault.from_], Quality.model_fields)
    return declared


def found(quality: Quality) -> tuple[Fault, ...]:
    """Return the faults a picture has, one of each code, the first declared first."""
    held = {fault.code: fault for fault in reversed(faults()) if fault.holds(quality)}
    ordered = tuple(fault for fault in faults() if held.get(fault.code) is fault)
    alone = next((fault for fault in ordered if fault.alone), None)
    return (alone,) if alone else ordered
