"""What tickets and other receipts print: numbers, stations, seats, and amounts left as printed.

>>> ticket_no("E070986"), station("北京南站"), minute("2018年12月13日07:04")
('E070986', '北京南', '2018-12-13 07:04')
"""

import re

from extractors.checks.dates import date_of_day
from extractors.checks.printed import compact, matched
from extractors.judging.vocabularies import VOCABULARIES

_TICKET = re.compile(r"[A-Z][0-9]{6}|[A-Z][0-9]{2}[A-Z][0-9]{6}")
_SERIAL = re.compile(r"[0-9]{14}[A-Z][0-9]{6}")
_TRAIN = re.compile(r"[GDCZTKLYS][0-9]{1,4}|[1-9][0-9]{3}")
_STATION = re.compile(r"[\u4e00-\u9fff]{2,6}")
_MINUTE = re.compile(r"(.+日)([0-9]{1,2}):([0-9]{2})开?")
_SEAT = re.compile(
    r"加?[0-9]{1,2}车(?:[0-9]{1,3}[A-F]?号(?:[上中下]铺?)?|无座|不对号入座)|不对号入座|无座"
)
_MASKED = re.compile(r"[0-9]{10}\*{4}[0-9]{3}[0-9X]")
_AMOUNT = re.compile(
    r"([0-9]{1,7}(?:\.[0-9]{1,2})?)[元圆]?整?(?:/(?:公里|km|千米))?", re.IGNORECASE
)
_DISTANCE = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,2})?)(?:公里|千米|km)?", re.IGNORECASE)
_TOLL_CLASS = re.compile(r"(?:[客货专][一二三四五六1-6]|[0-9A-Z一二三四五六])[型类]?车?")
_CODE = re.compile(r"[0-9]{10}|[0-9A-Z]{12}")
_KINDS = sorted(VOCABULARIES["receipt_kind"], key=len, reverse=True)
_BRACKETS = str.maketrans("()", "（）")
_ISSUER = re.compile(r"(?:[\u4e00-\u9fff（）()]*[省市州盟县区旗局司厂店站社团院校部心处])?")
_CUT = re.compile(r"税(?!务|收|总)")
"""A tax office whose name has lost a character."""


def ticket_no(text: str) -> str:
    """Return the red number of a railway ticket: a letter and six digits, or with a window."""
    return matched(_TICKET, compact(text).upper(), "火车票票号应如 E070986 或 Z31C014941")


def ticket_serial(text: str) -> str:
    """Return the serial number at the foot of a railway ticket; it ends with the ticket's number.

    >>> ticket_serial("10010300131213E070986")
    '10010300131213E070986'
    """
    return matched(_SERIAL, compact(text).upper(), "火车票下方编号应为14位数字、1位字母和6位数字")


def train_no(text: str) -> str:
    """Return the number of a train: a letter and up to four digits, or four digits."""
    return matched(_TRAIN, compact(text).upper(), "车次应如 G7、D6262 或 1461")


def station(text: str) -> str:
    """Return a railway station without 站; no station has a name of one character."""
    return matched(_STATION, compact(text).removesuffix("站"), "车站名称应为2至6个汉字")


def minute(text: str) -> str:
    """Return a printed day and time as ``YYYY-MM-DD HH:MM``."""
    parts = _MINUTE.fullmatch(compact(text))
    if not parts or int(parts[2]) > 23 or int(parts[3]) > 59:
        raise ValueError("时间应如 2018年12月13日07:04")
    return f"{date_of_day(parts[1])} {int(parts[2]):02}:{parts[3]}"


def seat(text: str) -> str:
    """Return a seat or berth.

    >>> seat("03车02A号"), seat("05车012号下铺"), seat("不对号入座")
    ('03车02A号', '05车012号下铺', '不对号入座')
    """
    return matched(_SEAT, compact(text).replace("車", "车"), "席位应如 03车02A号 或 05车012号下铺")


def masked_id(text: str) -> str:
    """Return an identity number whose 11th to 14th places are asterisks, as tickets print it."""
    return matched(_MASKED, compact(text).upper(), "证件号码应为10位数字、4个星号和后4位")


def printed_amount(text: str) -> str:
    """Return an amount in yuan with the decimals as printed, or a price for a kilometre.

    >>> printed_amount("￥54.5元"), printed_amount("2.30元/公里"), printed_amount("5")
    ('54.5', '2.30', '5')
    """
    found = _AMOUNT.fullmatch(compact(text).lstrip("¥￥"))
    if not found:
        raise ValueError("金额应为数字，最多两位小数")
    return found[1]


def distance(text: str) -> str:
    """Return a distance in kilometres as printed.

    >>> distance("5.5公里")
    '5.5'
    """
    found = _DISTANCE.fullmatch(compact(text))
    if not found:
        raise ValueError("里程应为数字，最多两位小数")
    return found[1]


def toll_class(text: str) -> str:
    """Return the class of a vehicle as toll booths print it.

    >>> toll_class("A"), toll_class("客1"), toll_class("一型")
    ('A', '客1', '一型')
    """
    return matched(_TOLL_CLASS, compact(text), "车型应如 一型、客1 或 A")


def receipt_code(text: str) -> str:
    """Return the code of a receipt: 10 digits, or 12 digits and capitals."""
    return matched(_CODE, compact(text).upper(), "发票代码应为10位数字或12位数字、字母")


def receipt_title(text: str) -> str:
    """Return the title of a receipt: a region, tax office or firm, then a known kind of receipt.

    >>> receipt_title("样张市出租汽车专用发票")
    '样张市出租汽车专用发票'
    """
    title = "".join(text.split()).translate(_BRACKETS)
    kind = next((word for word in _KINDS if title.endswith(word)), None)
    issuer = title.removesuffix(kind or "")
    if kind is None or not _ISSUER.fullmatch(issuer) or _CUT.search(issuer):
        raise ValueError("票据名称不完整，请对照原件核对")
    return title
