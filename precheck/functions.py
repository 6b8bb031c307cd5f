"""What the conditions of pre-checks may call, beyond what every condition may."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.expressions import FUNCTIONS, Expression, Function, parse
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


CALLABLE: Final[Mapping[str, Function]] = {
    **FUNCTIONS,
    "same_organisation": same_organisation,
    "same_text": same_text,
    "workdays": workdays,
}
"""By the name a condition uses."""


@lru_cache(maxsize=4096)
def condition(text: str) -> Expression:
    """Return the condition a text states; raises ``SpecError`` when it states none."""
    return parse(text, CALLABLE)
