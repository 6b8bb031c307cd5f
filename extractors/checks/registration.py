"""What registration, scrapping and transport papers of vehicles print beside licences.

>>> named_dimension("长 5995 宽 2240 高 3250 mm"), seats_or_dash("——"), number_or_dash("2 110")
('5995×2240×3250mm', '--', '2110')
"""

import re

from extractors.checks.amounts import number
from extractors.checks.enterprise import uscc
from extractors.checks.identity import id18
from extractors.checks.papers import authority
from extractors.checks.printed import compact, matched
from extractors.checks.vehicle import dimension, seats

_NOTHING = re.compile(r"[-—–－一/]{1,4}|无")
_NAMED = re.compile(r"长?([0-9]{3,5})\D{0,3}宽\D{0,2}([0-9]{3,5})\D{0,3}高\D{0,2}([0-9]{3,5})\D*")
_TRANSPORT = re.compile(r"交通|道路运输|公路|运管|行政审批|市民服务")
_BROKEN = re.compile(r"运(?![输管政])|运管理")
"""A character of 运输 or 运管 was lost, as seals over a name make it."""
_BRAND = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）()-]{2,20}")
_PARTY = re.compile(r"[0-9A-Z*]{8,20}|[0-9A-Z]{8}-[0-9A-Z]")
NOTHING = "--"
"""How a box is read in which the form prints dashes because there is nothing to say."""

CUT = frozenset({12, 13, 14, 16, 17, 19})
"""Lengths of no number of a person or firm."""
OLD = 15
_OLD = re.compile(
    r"(?![0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2]))[1-68][0-9]{5}(?:[0-9]{9}|[0-9A-Z]{8}[0-9X])"
)
"""Old citizens' numbers hold a birthday without its century, the head of a new one has it; old tax
numbers end with the code of the organisation."""


def party_id(text: str) -> str:
    """Return the number of whatever document a party showed, as printed.

    18 characters are a citizen's number or a credit code and must check; older organisation codes,
    passports and masked numbers are known by their form alone. Lengths that no such number has are
    those of a number that was cut.

    >>> party_id("1234567 8-9")
    '12345678-9'
    """
    code = matched(_PARTY, compact(text).upper(), "证件号码应为8至20位数字和大写字母")
    if "*" in code:
        return code
    if len(code) in CUT or (len(code) == OLD and not _OLD.fullmatch(code)):
        raise ValueError("证件号码位数不足，请对照原件核对")
    if len(code) != 18:
        return code
    try:
        return id18(code)
    except ValueError as error:
        if code[:17].isdigit():
            raise error from None
        return uscc(code)


def transport_authority(text: str) -> str:
    """Return the authority that licenses road transport: its name says so.

    >>> transport_authority("样张市道路运输管理局")
    '样张市道路运输管理局'
    """
    name = authority(text)
    if not _TRANSPORT.search(name) or _BROKEN.search(name):
        raise ValueError("核发机关名称不完整，请对照原件核对")
    return name


def brand(text: str) -> str:
    """Return the brand of a vehicle, which no maker names with a single character."""
    return matched(_BRAND, compact(text), "车辆品牌不完整，请对照原件核对")


def named_dimension(text: str) -> str:
    """Return length × width × height in millimetres, printed with or without 长, 宽, 高.

    Dashes for a vehicle without a load space come back as ``--``.
    """
    printed = compact(text)
    if _NOTHING.fullmatch(re.sub(r"[长宽高米m]|毫米", "", printed)):
        return NOTHING
    named = _NAMED.fullmatch(printed)
    return dimension("×".join(named.groups()) if named else printed)


def seats_or_dash(text: str) -> str:
    """Return how many persons a vehicle may carry, or ``--`` where the paper prints dashes."""
    return NOTHING if _NOTHING.fullmatch(compact(text).rstrip("人")) else seats(text)


def number_or_dash(text: str) -> str:
    """Return a plain number, or ``--`` where the paper prints dashes."""
    printed = compact(text)
    return NOTHING if _NOTHING.fullmatch(printed) else number(re.sub(r"(?i)kg$|千克$", "", printed))
