"""Numbers and measures."""

import re
from decimal import Decimal
from typing import Final

from extractors.checks import CHECKS
from extractors.checks.printed import compact
from prefill.standard.normal import Normal

NUMBER: Final = re.compile(
    r"([0-9]{1,9}(?:\.[0-9]{1,6})?)(KG|千克|公斤|T|吨|轴|人|座|辆|次|起|笔|月|个月|学时)?"
)
LARGEST: Final = 999_999_999
TIMES: Final = {"T": 1000, "吨": 1000}


def whole(text: str) -> Normal:
    """Return a whole number without its unit; tonnes become kilograms."""
    found = NUMBER.fullmatch(compact(text).upper().replace(",", ""))
    if not found:
        raise ValueError("应为整数")
    number = Decimal(found[1]) * TIMES.get(found[2] or "", 1)
    if number != number.to_integral_value() or number > LARGEST:
        raise ValueError("应为整数")
    return Normal(str(int(number)))


def decimal(text: str) -> Normal:
    """Return a decimal number without separators, currency and closing zeros."""
    return Normal(CHECKS["decimal"](text))


def outline_size(text: str) -> Normal:
    """Return length × width × height in millimetres, without unit."""
    try:
        return Normal(CHECKS["dimension"](text).removesuffix("mm"))
    except ValueError:
        return Normal(compact(text), standard=False)
