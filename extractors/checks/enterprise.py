"""Firms: unified social credit codes, older registration numbers, tax ids, bank cards.

>>> uscc("91110000600037341l ")
'91110000600037341L'
>>> uscc("91110000600037341A")
Traceback (most recent call last):
extractors.checks.printed.CheckDigitError: 统一社会信用代码的校验位不符，请核对每一位
"""

import re

from extractors.checks.identity import id18
from extractors.checks.printed import CheckDigitError, compact, matched

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"[{_ALPHABET}]{{18}}")
_REGISTRATION = re.compile(r"[0-9]{15}")
_TAX_15 = re.compile(r"[0-9]{6}[0-9A-Z]{9}")
_TAX_17 = re.compile(r"[0-9]{17}")
_TAX_20 = re.compile(r"[0-9]{17}[0-9X][0-9]{2}")
_CARD = re.compile(r"[0-9]{13,19}")


def uscc(text: str) -> str:
    """Return a unified social credit code (GB 32100-2015): 18 characters, MOD 31 check."""
    code = matched(
        _USCC, compact(text).upper(), "统一社会信用代码应为18位数字和大写字母，不含I、O、S、V、Z"
    )
    total = sum(_ALPHABET.index(mark) * 3**place for place, mark in enumerate(code[:17]))
    if code[17] != _ALPHABET[-total % 31]:
        raise CheckDigitError("统一社会信用代码的校验位不符，请核对每一位")
    return code


def registration_no(text: str) -> str:
    """Return an old 15-digit business registration number (GS 15-2006, ISO 7064 MOD 11,10).

    >>> registration_no("110108000000016")
    '110108000000016'
    """
    number = matched(_REGISTRATION, compact(text), "工商注册号应为15位数字")
    carry = 10
    for digit in number[:14]:
        carry = ((carry + int(digit)) % 10 or 10) * 2 % 11
    if (carry + int(number[14])) % 10 != 1:
        raise CheckDigitError("工商注册号的校验位不符，请核对每一位数字")
    return number


def tax_id(text: str) -> str:
    """Return a taxpayer's number.

    18 characters are a credit code or a person's identity number, 15 an old tax registration,
    17 and 20 a person's old or new identity number with two more digits.
    """
    code = compact(text).upper()
    if len(code) == 18:
        return _credit_code_or_identity(code)
    if len(code) == 20 and _TAX_20.fullmatch(code):
        return id18(code[:18]) + code[18:]
    if _TAX_15.fullmatch(code) or _TAX_17.fullmatch(code):
        return code
    raise ValueError("纳税人识别号应为15、17、18或20位")


def _credit_code_or_identity(code: str) -> str:
    try:
        return uscc(code)
    except ValueError as error:
        try:
            return id18(code)
        except ValueError:
            raise error from None


def card_number(text: str) -> str:
    """Return a bank card number of 13 to 19 digits (ISO/IEC 7812, Luhn check).

    >>> card_number("6222 2800 3247 2463")
    '6222280032472463'
    """
    number = matched(_CARD, compact(text), "银行卡号应为13至19位数字")
    doubled = "".join(
        str(int(digit) * (1 + place % 2)) for place, digit in enumerate(reversed(number))
    )
    if sum(map(int, doubled)) % 10:
        raise CheckDigitError("银行卡号的校验位不符，请核对每一位数字")
    return number
