"""Amounts of subsidies, worked out by the calculators of the pre-checks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from intake.calculating import calculation_shape
from knowledge.policies import Calculator, Reckoned
from models.errors import UndecidedError


def calculator_on(day: date) -> Calculator:
    """Return what works an amount out by the rules of a day."""

    def reckon(name: str, facts: Mapping[str, str]) -> Reckoned:
        try:
            shape = calculation_shape(name, facts, day)
        except UndecidedError as declined:
            return Reckoned(told=str(declined))
        reasons = "；".join(shape["reasons"])
        try:
            return Reckoned(amount=Decimal(str(shape["result"])), told=reasons)
        except InvalidOperation:
            return Reckoned(told=reasons)

    return reckon
