"""Measures that people enter: sizes in metres, rows of whole numbers, decimals, places on a map.

>>> size_m("18100x2550x4000mm"), size_m("长18.10米*宽3.0米*高4.2米")
('18.1×2.55×4', '18.1×3×4.2')
>>> whole_numbers("7,000kg、13000、13000"), coordinates("31.2304, 121.4737")
('7000,13000,13000', '121.4737,31.2304')
"""

import re
from decimal import Decimal

from extractors.checks.printed import compact, plain

MOST_NUMBERS = 40
"""More axles than any load of road transport rests on."""
LONGITUDES, LATITUDES = (73, 136), (3, 54)
"""The degrees between which China lies, so that swapped coordinates cannot be mistaken."""
_TIMES = re.compile(r"[x×*✕╳Ⅹ]", re.IGNORECASE)
_SIDES = re.compile(r"(?:长|宽|高)[:：]?")
_SIZE = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?)(mm|毫米|cm|厘米|m|米)?", re.IGNORECASE)
_IN_METRES = {"mm": Decimal("0.001"), "毫米": Decimal("0.001"),
              "cm": Decimal("0.01"), "厘米": Decimal("0.01")}  # fmt: skip
_THOUSANDS = re.compile(r"(?<![0-9])([0-9]{1,3}),([0-9]{3})(?=kg|千克|公斤)", re.IGNORECASE)
_BETWEEN = re.compile(r"[,，、;；/+\s|]+")
_WHOLE = re.compile(r"([0-9]{1,9})(?:kg|千克|公斤)?", re.IGNORECASE)
_DEGREES = re.compile(r"(?:[东北经纬度EN:]*)([0-9]{1,3}\.[0-9]{1,12})°?[EN]?", re.IGNORECASE)
_DECIMAL = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?")
_MONEY_MARKS = re.compile(r"^(?:[¥￥]|RMB|人民币)|(?:元整?|圆整?)$")


def size_m(text: str) -> str:
    """Return length × width × height in metres, without unit; other metric units are converted."""
    sides = [_SIZE.fullmatch(side) for side in _TIMES.split(_SIDES.sub("", compact(text)))]
    found = [side for side in sides if side]
    if len(sides) != 3 or len(found) != 3:
        raise ValueError("外廓尺寸应为 长×宽×高，单位米，如 18.1×3×4.2")
    unit = next((side[2] for side in reversed(found) if side[2]), "")
    lengths = [Decimal(side[1]) * _metres(side[2] or unit) for side in found]
    if not all(lengths):
        raise ValueError("外廓尺寸的长、宽、高都应大于0")
    return "×".join(_shortest(length) for length in lengths)


def whole_numbers(text: str) -> str:
    """Return whole numbers as ``7000,13000``; units of mass may follow each."""
    numbers = [
        _WHOLE.fullmatch(part)
        for part in _BETWEEN.split(_THOUSANDS.sub(r"\1\2", plain(text)))
        if part
    ]
    if not numbers or not all(numbers) or len(numbers) > MOST_NUMBERS:
        raise ValueError("应为用逗号隔开的整数，每轴一个，单位千克，如 7000,13000,13000")
    return ",".join(str(int(number[1])) for number in numbers if number)


def coordinates(text: str) -> str:
    """Return a place in China as longitude and latitude in degrees, at most six decimals."""
    parts = [_DEGREES.fullmatch(part) for part in re.split(r"[,，;；/]", compact(text)) if part]
    degrees = [Decimal(part[1]) for part in parts if part]
    if len(parts) != 2 or len(degrees) != 2:
        raise ValueError("地图坐标应为经度和纬度，用逗号隔开，如 121.473700,31.230400")
    latitude, longitude = sorted(degrees)
    if not (_within(longitude, LONGITUDES) and _within(latitude, LATITUDES)):
        raise ValueError("地图坐标不在中国境内，请重新在地图上选点")
    return ",".join(_shortest(round(degree, 6)) for degree in (longitude, latitude))


def decimal(text: str) -> str:
    """Return a decimal number without separators, currency and closing zeros.

    >>> decimal("￥85,000.50元"), decimal("007.0")
    ('85000.5', '7')
    """
    figures = _MONEY_MARKS.sub("", _MONEY_MARKS.sub("", compact(text)))
    if not _DECIMAL.fullmatch(figures):
        raise ValueError("应为数字，如 85000.5")
    return _shortest(Decimal(figures.replace(",", "")))


def _metres(unit: str) -> Decimal:
    return _IN_METRES.get(unit.lower(), Decimal(1))


def _within(degree: Decimal, limits: tuple[int, int]) -> bool:
    return limits[0] <= degree <= limits[1]


def _shortest(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
