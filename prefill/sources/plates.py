"""What a number plate tells (GA 36-2018)."""

import re
from typing import Final

LARGE_NEW_ENERGY: Final = re.compile(r".[A-Z]\d{5}[A-HJK]")
SMALL_NEW_ENERGY: Final = re.compile(r".[A-Z][A-HJK][A-Z0-9]\d{4}")
ORDINARY: Final = re.compile(r".[A-Z][A-Z0-9]{4}[A-Z0-9挂学警港澳使领]")
COLOUR_BY_LAST: Final = {
    "挂": "黄",
    "学": "黄",
    "警": "白",
    "港": "黑",
    "澳": "黑",
    "使": "黑",
    "领": "黑",
}
COLOUR_BY_SIZE: Final = {
    "重型": "黄",
    "中型": "黄",
    "大型": "黄",
    "轻型": "蓝",
    "小型": "蓝",
    "微型": "蓝",
}
KIND_BY_COLOUR: Final = {
    "黄绿": "大型新能源汽车",
    "渐变绿": "小型新能源汽车",
    "黄": "大型汽车",
    "蓝": "小型汽车",
}
"""Kind of plate (GA 24.7) of the usual colours."""


def plate_colour(plate: str, vehicle_type: str) -> str:
    """Return the colour of a number plate, empty when it does not follow.

    >>> plate_colour("沪A12345D", ""), plate_colour("沪DY8276", "重型厢式货车")
    ('黄绿', '黄')
    >>> plate_colour("沪DY8276", "")
    ''
    """
    if LARGE_NEW_ENERGY.fullmatch(plate):
        return "黄绿"
    if SMALL_NEW_ENERGY.fullmatch(plate):
        return "渐变绿"
    if not ORDINARY.fullmatch(plate):
        return ""
    return COLOUR_BY_LAST.get(plate[-1]) or COLOUR_BY_SIZE.get(vehicle_type[:2], "")


def plate_kind(plate: str, vehicle_type: str) -> str:
    """Return the kind of a number plate, empty when it does not follow.

    >>> plate_kind("沪D1234挂", "重型厢式半挂车"), plate_kind("沪AF12345", "小型轿车")
    ('挂车', '小型新能源汽车')
    """
    if plate.endswith("挂"):
        return "挂车"
    return KIND_BY_COLOUR.get(plate_colour(plate, vehicle_type), "")
