"""How to reach people: mobile numbers, telephones in Shanghai, electronic mail.

>>> mobile("+86 138-0000-0000"), telephone("６２３４５６７８转１２"), email("Zhang.San@Example.COM")
('13800000000', '021-62345678-12', 'Zhang.San@example.com')
"""

import re

from extractors.checks.identity import phone
from extractors.checks.printed import compact

AREA = "021"
"""The area code of a land line written without one: this city's."""
_MOBILE = re.compile(r"(?:(?:\+|00)?86)?(1[3-9][0-9]{9})")
_LOCAL = re.compile(r"\(?(?:(?:\+|00)?86)?-?(?:0?21)?\)?-?([2-8][0-9]{7})(?:-([0-9]{1,6}))?")
_SIGNS = re.compile(r"[.·—–−]")
_EXTENSION = re.compile(r"(?:转|分机|EXT\.?|[*#])+[:：]?", re.IGNORECASE)
_EMAIL = re.compile(
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})"
    r"@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})"
)


def mobile(text: str) -> str:
    """Return a mobile number of the mainland as 11 digits."""
    found = _MOBILE.fullmatch(re.sub(r"[-()]", "", _SIGNS.sub("-", compact(text))))
    if not found:
        raise ValueError("手机号码应为11位数字，以1开头，第二位为3至9，如 13800000000")
    return found[1]


def telephone(text: str) -> str:
    """Return a mobile, 400 or land line number; one without an area code is Shanghai's.

    >>> telephone("(021) 6234 5678"), telephone("400 830 8300"), telephone("0512-6234567")
    ('021-62345678', '400-830-8300', '0512-6234567')
    """
    number = _EXTENSION.sub("-", _SIGNS.sub("-", compact(text)))
    if local := _LOCAL.fullmatch(number):
        return "-".join(part for part in (AREA, *local.groups()) if part)
    try:
        return phone(number)
    except ValueError:
        return _mobile_at_last(number)


def _mobile_at_last(number: str) -> str:
    """Return a mobile number; the error names every kind of telephone."""
    try:
        return mobile(number)
    except ValueError as error:
        raise ValueError(
            "电话应为11位手机号、带区号的固定电话（上海可省略021）或400电话，如 021-62345678-12"
        ) from error


def email(text: str) -> str:
    """Return an address of electronic mail, its domain in small letters (RFC 5321, the usual part).

    >>> email("a..b@example.com")
    Traceback (most recent call last):
    ValueError: 电子邮箱应如 name@example.com
    """
    found = _EMAIL.fullmatch(compact(text))
    if not found or ".." in found[1] or found[1][0] == "." or found[1][-1] == ".":
        raise ValueError("电子邮箱应如 name@example.com")
    return f"{found[1]}@{found[2].lower()}"
