"""What the conditions of these rules may call, beyond what every condition may."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from extractors.checks import CHECKS
from models.expressions import FUNCTIONS, Function, Value


def blank(value: Value) -> bool:
    """Tell whether a field is empty: an empty one is the text ''."""
    return value == ""


def any_contains(texts: tuple[str, ...], word: str) -> bool:
    """Tell whether one of the texts holds a word."""
    return any(word in text for text in texts)


def whole(number: Decimal) -> bool:
    """Tell whether a number was written without decimals: 100.00 looks like 元, not 分."""
    return number.as_tuple().exponent == 0


@lru_cache(maxsize=4096)
def valid_id18(text: str) -> bool:
    """Tell whether a text is a citizen's number, as it stands (GB 11643-1999)."""
    return _valid("id18", text)


@lru_cache(maxsize=4096)
def valid_uscc(text: str) -> bool:
    """Tell whether a text is a unified social credit code, as it stands (GB 32100-2015)."""
    return _valid("uscc", text)


def _valid(check: str, text: str) -> bool:
    try:
        return CHECKS[check](text) == text.upper()
    except ValueError:
        return False


CALLABLE: Final[Mapping[str, Function]] = {
    **FUNCTIONS,
    "any_contains": any_contains,
    "blank": blank,
    "valid_id18": valid_id18,
    "valid_uscc": valid_uscc,
    "whole": whole,
}
"""By the name a condition uses."""
