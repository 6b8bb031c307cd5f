"""Numbers that identify ships, and their measures.

>>> imo_no("IMO 9074729"), mmsi("413 123 456"), ship_id("cn20201234567")
('9074729', '413123456', 'CN20201234567')
"""

import re

from extractors.checks.printed import CheckDigitError, compact, matched

_IMO = re.compile(r"(?:IMO)?(?:NO\.?)?[:：]?([0-9]{7})", re.IGNORECASE)
_MMSI = re.compile(r"41[234][0-9]{6}")
_SHIP_ID = re.compile(r"CN[0-9]{11}")
_CALL_SIGN = re.compile(r"B[A-Z0-9]{3,6}")
_MEASURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:米|m|千瓦|kW|吨|t|立方米|m3|m³)?", re.IGNORECASE)
_REGISTRATION = re.compile(r"[0-9]{9,13}")
_SURVEY = re.compile(r"(?=.*[A-Z])[0-9A-Z-]{8,16}")
_COUNT = re.compile(r"([0-9]{1,5})(?:台|座|个|位|人|辆|TEU|箱)?", re.IGNORECASE)
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)[%％]")


def imo_no(text: str) -> str:
    """Return the seven digits of an IMO number (IMO Resolution A.1117(30)) whose last one checks.

    The last digit is that of the sum of the first six, weighted 7 to 2.
    """
    found = _IMO.fullmatch(compact(text))
    if not found:
        raise ValueError("IMO编号应为7位数字")
    digits = [int(digit) for digit in found[1]]
    if sum(digit * (7 - place) for place, digit in enumerate(digits[:6])) % 10 != digits[6]:
        raise CheckDigitError("IMO编号的校验位（第7位）不符，请核对")
    return found[1]


def mmsi(text: str) -> str:
    """Return a maritime mobile service identity of a Chinese ship (ITU: 412, 413 or 414)."""
    return matched(_MMSI, compact(text), "海上移动业务识别码应为9位数字，以412、413或414开头")


def ship_id(text: str) -> str:
    """Return a ship's identification number: CN and eleven digits (船舶识别号管理规定)."""
    return matched(_SHIP_ID, compact(text).upper(), "船舶识别号应为 CN 加11位数字")


def call_sign(text: str) -> str:
    """Return a call sign of a Chinese ship: B and more letters or digits (ITU call sign series)."""
    return matched(_CALL_SIGN, compact(text).upper(), "呼号应以 B 开头，由大写字母和数字组成")


def registration_no(text: str) -> str:
    """Return a ship's registration number: digits alone, the first ones of its registry."""
    return matched(_REGISTRATION, compact(text), "船舶登记号码应为9至13位数字")


def survey_no(text: str) -> str:
    """Return a ship's survey registration number, as 2010A1234567."""
    return matched(
        _SURVEY, compact(text).upper(), "船检登记号应由数字和大写字母组成，如 2010A1234567"
    )


def measure(text: str) -> str:
    """Return a length, power, tonnage or volume without its unit.

    >>> measure("98.50 米"), measure("1 765kW")
    ('98.50', '1765')
    """
    found = _MEASURE.fullmatch(compact(text).replace(",", ""))
    if not found:
        raise ValueError("应为数字加单位，如 98.50米、1765kW")
    return found[1]


def count(text: str) -> str:
    """Return how many there are without the word that counts them.

    >>> count("2台"), count("50 TEU")
    ('2', '50')
    """
    found = _COUNT.fullmatch(compact(text))
    if not found:
        raise ValueError("应为整数，如 2台")
    return found[1]


def share(text: str) -> str:
    """Return a share in a ship in percent.

    >>> share("100 ％")
    '100%'
    """
    found = _SHARE.fullmatch(compact(text))
    if not found or not 0 < float(found[1]) <= 100:
        raise ValueError("股份应为百分数，如 100%")
    return f"{found[1]}%"
