"""Citizens: identity numbers and what they tell, names, telephone numbers.

>>> id18("11010519491231002x")
'11010519491231002X'
>>> birth_date_of("11010519491231002X"), sex_of("11010519491231002X")
('1949-12-31', '女')
"""

import re
from datetime import date

from extractors.checks.printed import CheckDigitError, compact, matched
from extractors.judging.vocabularies import VOCABULARIES

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U000323af]+(?:·[\u3400-\u9fff\U00020000-\U000323af]+)*"
)
_DOTS = str.maketrans(dict.fromkeys("•・.‧∙●", "·"))
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(
    r"(?:\(?(010|02[0-9]|0[3-9][0-9]{2})\)?-?)?([2-9][0-9]{6,7})(?:(?:-|转)([0-9]{1,6}))?"
)
_SERVICE = re.compile(r"(400|800)-?([0-9]{3})-?([0-9]{4})")


def id18(text: str) -> str:
    """Return a citizen's 18-digit identity number (GB 11643-1999); ``x`` becomes ``X``."""
    number = matched(_FORM, compact(text).upper(), "公民身份号码应为18位：17位数字加1位数字或X")
    if number[:2] not in VOCABULARIES["province_code"]:
        raise ValueError(f"公民身份号码前两位 {number[:2]} 不是省级行政区划代码")
    birth_date_of(number)
    if number != with_check_character(number[:17]):
        raise CheckDigitError("公民身份号码的校验位不符，请核对每一位数字")
    return number


def with_check_character(body: str) -> str:
    """Return the 17 digits of an identity number followed by their check character.

    >>> with_check_character("11010519491231002")
    '11010519491231002X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECK_CHARACTERS[total % 11]


def birth_date_of(number: str) -> str:
    """Return the birth date an 18-digit identity number carries, as ``YYYY-MM-DD``."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).isoformat()
    except ValueError as error:
        raise ValueError("公民身份号码第7至14位不是有效的出生日期") from error


def sex_of(number: str) -> str:
    """Return the sex an 18-digit identity number carries: its 17th digit is odd for 男."""
    return "男" if int(number[16]) % 2 else "女"


def person_name(text: str) -> str:
    """Return a person's name of 2 to 15 Chinese characters, parts joined by ``·``.

    >>> person_name("买买提•艾力")
    '买买提·艾力'
    """
    name = matched(_NAME, compact(text).translate(_DOTS), "姓名应为汉字，少数民族姓名可用“·”分隔")
    if not 2 <= len(name) <= 15:
        raise ValueError("姓名应为2至15个字")
    return name


def phone(text: str) -> str:
    """Return a telephone number: mobile as 11 digits, landline as ``021-62345678[-ext]``.

    >>> phone("+86 138 0000 0000"), phone("(021)62345678转12"), phone("4008308300")
    ('13800000000', '021-62345678-12', '400-830-8300')
    """
    number = compact(text)
    if mobile := _MOBILE.fullmatch(number.replace("-", "")):
        return mobile[1]
    if parts := _SERVICE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return "-".join(part for part in parts.groups() if part)
    raise ValueError("电话号码应为11位手机号，或带区号的固定电话，如 021-62345678")
