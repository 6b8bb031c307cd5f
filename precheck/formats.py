"""The formats a box may declare: what is wrong with a text, in Chinese."""

from collections.abc import Callable

from extractors.checks import CHECKS, CheckDigitError
from precheck.normal import as_number

Format = Callable[[str], object]
TICKED = frozenset({"是", "TRUE", "1", "YES", "ON"})
"""What a ticked box holds, as ``precheck.normal.plain_text`` folds it."""


class DoubtfulError(ValueError):
    """The text looks wrong and may be true all the same: a person decides."""


def vin(text: str) -> str:
    """Accept a VIN; a failing check digit is only doubtful, as with imported vehicles."""
    try:
        return CHECKS["vin"](text)
    except CheckDigitError as error:
        raise DoubtfulError(str(error)) from error


def whole_number(text: str) -> int:
    """Accept a whole number, with or without its unit."""
    number = as_number(text)
    if number is None:
        raise ValueError("应为整数，只填数字")
    return number


FORMATS: dict[str, Format] = {
    "GA36": CHECKS["plate"],
    "GB11643": CHECKS["id18"],
    "GB16735": vin,
    "GB32100": CHECKS["uscc"],
    "date": CHECKS["date"],
    "int": whole_number,
    "outline_size": CHECKS["dimension"],
    "phone": CHECKS["phone"],
    "road_permit_no": CHECKS["road_permit_no"],
}
"""By the name a box declares; each raises ``ValueError`` with what is wrong."""

FORMAT_OF_TYPE = {
    "uscc": "GB32100",
    "plate": "GA36",
    "vin": "GB16735",
    "date": "date",
    "int": "int",
}
"""The format of a box that declares none."""
