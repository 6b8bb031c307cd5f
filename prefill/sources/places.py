"""Parts of an address of Shanghai that a form asks for by themselves."""

import re
from pathlib import Path
from typing import Final

from models.specs import Spec, read_spec

STREET: Final = re.compile(r"(?:.*[区县]|.*市)([\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))")
COMMITTEE: Final = re.compile(r"(?:街道|镇|乡)([\u4e00-\u9fff]{1,10}?(?:居委会|村委会|居委|村委))")
CITY_ROAD: Final = re.compile(r"[\u4e00-\u9fff](?:路|街|大道|隧道|高架|大桥)")
HIGHWAY: Final = re.compile(r"(?:高速)?公路|[GS]\d{1,4}")


class _Places(Spec):
    districts: tuple[str, ...]
    towns: tuple[str, ...]


PLACES: Final = read_spec(Path(__file__).with_name("places.toml"), _Places)


def district(address: str) -> str:
    """Return the district of Shanghai an address names, or an empty text.

    >>> district("上海市浦东新区青澜路1号")
    '浦东新区'
    """
    return next((name for name in PLACES.districts if name in address), "")


def town(address: str) -> str:
    """Return the town of Chongming an address names, or an empty text."""
    return next((name for name in PLACES.towns if name in address), "")


def street(address: str) -> str:
    """Return the sub-district or town an address names, or an empty text.

    >>> street("上海市样张区青澜街道望月居委会临溪路8号")
    '青澜街道'
    """
    found = STREET.search(address)
    return found[1] if found else ""


def committee(address: str) -> str:
    """Return the residents' or villagers' committee an address names, or an empty text.

    >>> committee("上海市样张区青澜街道望月居委会临溪路8号")
    '望月居委会'
    """
    found = COMMITTEE.search(address)
    return found[1] if found else ""


def is_city_road(route: str) -> str:
    """Return 是 when a route runs over city roads or bridges, 否 when over highways alone.

    >>> is_city_road("G40沪陕高速公路"), is_city_road("G40沪陕高速公路—样张西路")
    ('否', '是')
    """
    if CITY_ROAD.search(HIGHWAY.sub(" ", route)):
        return "是"
    return "否" if HIGHWAY.search(route) else ""
