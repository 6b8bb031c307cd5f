"""What the conditions of pre-checks may call, beyond what every condition may."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from extractors.checks import CHECKS
from models.errors import UndecidedError
from models.expressions import FUNCTIONS, Expression, Function, parse
from precheck.calculators import calculate
from precheck.calculators.derivations import is_supervised
from precheck.calculators.ebikes import rebate_runs
from precheck.calculators.overlimit import axle_refusals, route_months
from precheck.calculators.schooling import permit_years
from precheck.months import add_months
from precheck.normal import same
from precheck.workdays import workdays_between


def same_organisation(one: str, other: str) -> bool:
    """Tell whether two names are one organisation's; see ``precheck.normal.organisation``."""
    return same("organisation", one, other)


def workdays(start: date, end: date) -> Decimal:
    """Return the working days after a day up to another; see ``precheck.workdays``."""
    return Decimal(workdays_between(start, end))


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but width, case and blanks."""
    return same("text", one, other)


def overlimit_class(
    size: str, mass: Decimal, axles: Decimal, train: bool, today: date
) -> str | None:
    """Return the class of a loaded vehicle (m, kg), see ``precheck.calculators.overlimit``.

    None where the law names no limit for such a vehicle, or the size is none.
    """
    length, width, height = CHECKS["size_m"](size).split("×")
    told = {
        "vehicle": "汽车列车" if train else "货车",
        "axles": axles,
        "height": height,
        "width": width,
        "length": length,
        "total_mass": mass,
    }
    try:
        return str(calculate("overlimit", told, today).result)
    except UndecidedError:
        return None


def count_numbers(text: str) -> Decimal:
    """Return how many numbers a text such as ``7000,13000`` lists."""
    return Decimal(len(CHECKS["whole_numbers"](text).split(",")))


def within_route_term(first: date, last: date, today: date) -> bool:
    """Tell whether a period is no longer than a permit for a fixed route may run."""
    return last <= add_months(first, route_months(today))


def within_months(start: date, end: date, months: Decimal) -> bool:
    """Tell whether a day comes before so many months have passed; the last day counts."""
    return end <= add_months(start, int(months))


def permit_held_long_enough(stage: str, since: date, today: date) -> bool:
    """Tell whether a residence permit has been held for the years a school stage asks for."""
    return add_months(since, 12 * permit_years(stage, today)) <= today


def axle_loads_allowed(loads: str, trailer: str, today: date) -> bool:
    """Tell whether axle loads in kg, parted by commas, allow a permit for a kind of trailer."""
    return not axle_refusals([int(load) for load in loads.split(",")], trailer, today)


CALLABLE: Final[Mapping[str, Function]] = {
    **FUNCTIONS,
    "axle_loads_allowed": axle_loads_allowed,
    "count_numbers": count_numbers,
    "is_supervised": is_supervised,
    "overlimit_class": overlimit_class,
    "permit_held_long_enough": permit_held_long_enough,
    "rebate_runs": rebate_runs,
    "same_organisation": same_organisation,
    "same_text": same_text,
    "within_months": within_months,
    "within_route_term": within_route_term,
    "workdays": workdays,
}
"""By the name a condition uses."""


@lru_cache(maxsize=4096)
def condition(text: str) -> Expression:
    """Return the condition a text states; raises ``SpecError`` when it states none."""
    return parse(text, CALLABLE)
