"""The formats a box may declare: what is wrong with a text, in Chinese."""

from collections.abc import Callable
from datetime import date
from typing import Final

from extractors.checks import CHECKS, CheckDigitError
from extractors.checks.dates import FOREVER, ends_of
from precheck.months import add_months
from precheck.normal import as_number

Format = Callable[[str], object]
TICKED = frozenset({"是", "TRUE", "1", "YES", "ON"})
"""What a ticked box holds, as ``precheck.normal.plain_text`` folds it."""


class DoubtfulError(ValueError):
    """The text looks wrong and may be true all the same: a person decides."""


def whole_number(text: str) -> int:
    """Accept a whole number, with or without its unit."""
    number = as_number(text)
    if number is None:
        raise ValueError("应为整数，只填数字")
    return number


def within_months(months: int) -> Format:
    """Return a format for a stretch of days that ends at most ``months`` after its first day."""

    def within(text: str) -> str:
        stretch = CHECKS["period"](text)
        first, last = ends_of(stretch)
        if last == FOREVER:
            raise ValueError("应写明截止日期，不能填“长期”")
        if date.fromisoformat(last) > add_months(date.fromisoformat(first), months):
            raise ValueError(f"起止日期不得超过{months}个月")
        return stretch

    return within


def digit_in_doubt(check: str) -> Format:
    """Return a check as a format for which a failing check digit alone is only doubtful."""

    def doubt(text: str) -> str:
        try:
            return CHECKS[check](text)
        except CheckDigitError as error:
            raise DoubtfulError(str(error)) from error

    return doubt


def form_in_doubt(check: str) -> Format:
    """Return a check whose own form is UNVERIFIED: what it refuses is only doubtful."""

    def doubt(text: str) -> str:
        try:
            return CHECKS[check](text)
        except ValueError as error:
            raise DoubtfulError(str(error)) from error

    return doubt


FORMATS: Final[dict[str, Format]] = {
    "GA36": CHECKS["plate"],
    "GB11643": CHECKS["id18"],
    "GB16735": digit_in_doubt("vin"),  # imported vehicles and trailers often fail
    "GB32100": CHECKS["uscc"],
    "address": CHECKS["standard_address"],
    "csv_int": CHECKS["whole_numbers"],
    "date": CHECKS["date"],
    "date_or_long": CHECKS["date_or_forever"],
    "daterange": CHECKS["period"],
    "daterange<=6m": within_months(6),
    "datetime": CHECKS["moment"],
    "decimal": CHECKS["decimal"],
    "email": CHECKS["email"],
    "id_or_uscc": CHECKS["id_or_uscc"],
    "int": whole_number,
    "lnglat": CHECKS["coordinates"],
    "luhn": CHECKS["card_number"],
    "luhn_or_corp": digit_in_doubt("bank_account"),
    "lwh_m": CHECKS["size_m"],
    "mobile_cn": CHECKS["mobile"],
    "outline_size": CHECKS["dimension"],
    "parking_lot_no": form_in_doubt("parking_lot_no"),
    "phone": CHECKS["telephone"],
    "phone_cn": CHECKS["telephone"],
    "road_permit_no": CHECKS["road_permit_no"],
    "sh_ebike_plate": form_in_doubt("ebike_plate"),
    "yyyymm": CHECKS["year_month"],
}
"""By the name a box declares; each raises ``ValueError`` with what is wrong."""

FORMAT_OF_TYPE: Final = {
    "address": "address",
    "date": "date",
    "daterange": "daterange",
    "datetime": "datetime",
    "decimal": "decimal",
    "email": "email",
    "idcard": "GB11643",
    "int": "int",
    "month": "yyyymm",
    "phone": "phone",
    "plate": "GA36",
    "uscc": "GB32100",
    "vin": "GB16735",
}
"""The format of a box that declares none."""
