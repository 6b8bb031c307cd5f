"""Numbers that people enter on forms and no paper prints alone.

>>> citizen_id("110105491231002"), id_or_uscc("91110000600037341l")
('11010519491231002X', '91110000600037341L')
>>> bank_account("6228 4800 3012 3456 789"), bank_account("1001 2345 6789 0123")
('6228480030123456789', '1001234567890123')
"""

import re

from extractors.checks.enterprise import card_number, uscc
from extractors.checks.identity import id18, with_check_character
from extractors.checks.printed import compact, matched

CARD = re.compile(r"62[0-9]{14,17}")
"""Cards of China UnionPay; other accounts, those of firms too, have no check digit."""
_ACCOUNT = re.compile(r"[0-9]{8,32}")
_OLD_ID = re.compile(r"[0-9]{15}")
_GROUPS = re.compile(r"[-–—]")
_EBIKE = re.compile(r"(?:沪|上海)?[A-Z]{0,2}[0-9]{5,8}[A-Z]?")
_LOT = re.compile(r"[0-9A-Z][0-9A-Z-]{1,31}")
_DOCUMENT = re.compile(r"[0-9A-Z()（）-]{5,24}")
_DOTS = re.compile(r"[·•・.‧∙●]")


def citizen_id(text: str) -> str:
    """Return a citizen's number of 18 places; one of 15 gets its century and check character.

    Numbers of 15 places were given until 1999, all of them to people born in that century
    (GB 11643-1989).
    """
    number = compact(text)
    if _OLD_ID.fullmatch(number):
        return id18(with_check_character(f"{number[:6]}19{number[6:]}"))
    return id18(number)


def id_or_uscc(text: str) -> str:
    """Return a citizen's number or a unified social credit code."""
    code = compact(text).upper()
    person = code[:17].isdigit() and code[6:8] in {"19", "20"} and not code.startswith("9")
    try:
        return citizen_id(code) if person or len(code) == 15 else uscc(code)
    except ValueError as error:
        try:
            return uscc(code) if person else citizen_id(code)
        except ValueError:
            raise error from None


def bank_account(text: str) -> str:
    """Return a bank account: a card's number must check, another account is digits alone."""
    number = _GROUPS.sub("", compact(text))
    if CARD.fullmatch(number):
        return card_number(number)
    return matched(_ACCOUNT, number, "银行账号应为8至32位数字，请勿填写账户名称")


def ebike_plate(text: str) -> str:
    """Return the plate of an electric bicycle in Shanghai. UNVERIFIED: no source gives its form."""
    plate = _DOTS.sub("", compact(text)).upper()
    return matched(_EBIKE, plate, "电动自行车号牌应为5至8位数字，可带字母，请按号牌完整填写")


def parking_lot_no(text: str) -> str:
    """Return the number of a parking lot. UNVERIFIED: the lot register's form is not published."""
    return matched(_LOT, compact(text).upper(), "停车场编号应由数字和大写字母组成，请从列表中选择")


def document_no(text: str) -> str:
    """Return the number of any identity document, such as a passport or a permit of entry.

    >>> document_no("e 12345678")
    'E12345678'
    """
    return matched(_DOCUMENT, compact(text).upper(), "证件号码应为5至24位数字或字母")
