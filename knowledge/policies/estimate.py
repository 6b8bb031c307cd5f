"""What a policy may bring a firm: a forecast for orientation only (仅供参考)."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from knowledge.policies.judge import FirmScope
from knowledge.policies.library import TODAY, law_on
from models.expressions import Value
from models.records import Record

CAUTION: Final = "测算结果仅供参考，以主管部门核定为准。"
MOST: Final = Decimal(10) ** 13
"""A forecast beyond is the fruit of an absurd entry, and is not shown."""


class Reckoned(Record):
    """What a calculator answered: the amount, or why there is none."""

    amount: Decimal | None = None
    told: str = ""


Calculator = Callable[[str, Mapping[str, str]], Reckoned]
"""Asks a calculator by name; floors above give it, for the amounts of subsidies are theirs."""


class Estimate(Record):
    """A range of money, in yuan unless ``unit`` says otherwise."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    period: str
    note: str
    missing: tuple[str, ...] = ()
    """Labels of what has to be known for an estimate."""
    told: str = ""
    """What the calculator said where it gave no amount."""
    sure: bool = True
    """False when a number it rests on is yet to be confirmed."""
    caution: str = CAUTION


def estimate(scope: FirmScope, calculator: Calculator | None = None) -> Estimate | None:
    """Return the forecast of a policy for a firm; None when the policy states no amount."""
    amount = scope.policy.amount
    if amount is None:
        return None
    shared = {"unit": amount.unit, "period": amount.period, "note": amount.note}
    if amount.calculator:
        facts = {key: _text(scope.evaluate(text)) for key, text in amount.facts.items()}
        given = {key: text for key, text in facts.items() if text}
        answer = calculator(amount.calculator, given) if calculator else Reckoned()
        low = high = answer.amount
        return Estimate(**shared, low=low, high=high, told=answer.told, missing=_missing(scope))
    bounds = [_money(scope.evaluate(text)) for text in (amount.low or amount.high, amount.high)]
    ends = sorted(bound for bound in bounds if bound is not None)
    whole = len(ends) == len(bounds)
    return Estimate(
        **shared,
        low=ends[0] if whole else None,
        high=ends[-1] if whole else None,
        missing=() if whole else _missing(scope),
        sure=_is_sure(scope),
    )


def _money(value: Value) -> Decimal | None:
    if not isinstance(value, Decimal) or not 0 <= value <= MOST:
        return None
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _missing(scope: FirmScope) -> tuple[str, ...]:
    known, keys = scope.profile.known, scope.library.keys
    places = (place for text in _texts(scope) for place in scope.library.expressions[text].places)
    named = dict.fromkeys(place for place in places if place not in known and place != TODAY)
    return tuple(keys[place].label for place in named)


def _texts(scope: FirmScope) -> tuple[str, ...]:
    amount = scope.policy.amount
    told = (amount.low, amount.high, *amount.facts.values()) if amount else ()
    return tuple(text for text in told if text)


def _is_sure(scope: FirmScope) -> bool:
    amount = scope.policy.amount
    names = (name for text in _texts(scope) for name in scope.library.expressions[text].laws)
    laws = (law_on(scope.policy, name, scope.on) for name in names)
    bases = (amount.basis if amount else "", *(law.basis for law in laws if law))
    return not any(basis.startswith("UNVERIFIED") for basis in bases)


def _text(value: Value) -> str:
    """Return a value as a calculator is told it; empty when it is not known."""
    if value is None:
        return ""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)
