"""Conditions a rule or a material depends on."""

from collections.abc import Callable
from dataclasses import dataclass

from precheck.case import Case
from precheck.dated import DatedValue
from precheck.normal import as_number
from precheck.parameters import Parameters


@dataclass(frozen=True)
class Condition:
    """When it holds, and the places whose facts decide it."""

    places: tuple[str, ...]
    grounds: Callable[[Case, Parameters], tuple[DatedValue, ...]]
    """The parameters that make it hold; none while it does not."""


def _positioning(case: Case, parameters: Parameters) -> tuple[DatedValue, ...]:
    """Heavy lorries, semi-trailer tractors and dangerous goods are watched by satellite."""
    today = case.filing.filed_on
    limit = parameters.number(today, "positioning_mass_kg")
    masses = [as_number(stated.text) for stated in case.ask("total_mass")]
    grounds = {
        "positioning_mass_kg": any(mass is not None and mass >= limit for mass in masses),
        "positioning_vehicle_types": _stated_in(
            case, parameters, "vehicle_type", "positioning_vehicle_types"
        ),
        "dangerous_use_natures": _stated_in(
            case, parameters, "use_nature", "dangerous_use_natures"
        ),
    }
    return tuple(parameters.on(today, name) for name, holds in grounds.items() if holds)


def _stated_in(case: Case, parameters: Parameters, place: str, name: str) -> bool:
    words = parameters.words(case.filing.filed_on, name)
    return any(stated.text.strip() in words for stated in case.ask(place))


CONDITIONS: dict[str, Condition] = {
    "must_carry_positioning": Condition(("total_mass", "vehicle_type", "use_nature"), _positioning),
}
"""Conditions by the name a declaration uses."""
