"""Whether a lorry is heavy, medium or light: GA 802."""

from datetime import date
from pathlib import Path

from pydantic import Field

from precheck.calculators.calculation import Calculation, Working
from precheck.calculators.facts import Facts, Kilograms
from precheck.parameters import Parameters

NEEDED = ("heavy_mass_kg", "medium_mass_kg", "medium_length_mm")
LAW = Parameters.read(Path(__file__).with_name("trucks.toml"), NEEDED)
HEAVY, MEDIUM, LIGHT = "重型货车", "中型货车", "轻型货车"


class LorryFacts(Facts):
    """The size of a lorry."""

    total_mass: Kilograms = Field(title="总质量（kg）")
    length: int = Field(title="车长（mm）", gt=0, le=100_000)


def lorry_class(total_mass: int, length: int, on: date, law: Parameters = LAW) -> str:
    """Return ``重型货车``, ``中型货车`` or ``轻型货车``; kilograms and millimetres."""
    return _class(Working(law, on), total_mass, length)


def classify_lorry(facts: LorryFacts, on: date) -> Calculation:
    """Return the class of a lorry with its working."""
    working = Working(LAW, on)
    return working.finish(_class(working, facts.total_mass, facts.length))


def _class(working: Working, total_mass: int, length: int) -> str:
    heavy = working.number("heavy_mass_kg")
    if total_mass >= heavy:
        working.say(f"总质量 {total_mass}kg ≥ {heavy}kg，为重型货车。")
        return HEAVY
    medium, long = working.number("medium_mass_kg"), working.number("medium_length_mm")
    if total_mass >= medium or length >= long:
        working.say(
            f"总质量 {total_mass}kg ＜ {heavy}kg，且总质量 ≥ {medium}kg 或车长 {length}mm ≥ "
            f"{long}mm，为中型货车。"
        )
        return MEDIUM
    working.say(f"总质量 {total_mass}kg ＜ {medium}kg 且车长 {length}mm ＜ {long}mm，为轻型货车。")
    return LIGHT
