"""Parts of an address of Shanghai that a form asks for by themselves."""

import re
from typing import Final

from extractors.checks.addresses import parse_address
from extractors.checks.places import CITY

STREET: Final = re.compile(r"(?:.*[区县]|.*市)([\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))")
CHONGMING: Final = "310151"
COMMITTEE: Final = re.compile(r"(?:街道|镇|乡)([\u4e00-\u9fff]{1,10}?(?:居委会|村委会|居委|村委))")
CITY_ROAD: Final = re.compile(r"[\u4e00-\u9fff](?:路|街|大道|隧道|高架|大桥)")
HIGHWAY: Final = re.compile(r"(?:高速)?公路|[GS]\d{1,4}")


def district(address: str) -> str:
    """Return the district of Shanghai an address names, or an empty text.

    >>> district("浦东张江镇青澜路1号")
    '浦东新区'
    """
    found = parse_address(address)
    return found.district if found.province == CITY else ""


def town(address: str) -> str:
    """Return the town of Chongming an address names, or an empty text.

    >>> town("崇明县城桥镇人民路1号"), town("上海市青浦区徐泾镇青澜路1号")
    ('城桥镇', '')
    """
    found = parse_address(address)
    return found.town if found.code == CHONGMING else ""


def street(address: str) -> str:
    """Return the sub-district or town an address names, or an empty text.

    >>> street("上海市样张区青澜街道望月居委会临溪路8号")
    '青澜街道'
    """
    found = STREET.search(address)
    return parse_address(address).town or (found[1] if found else "")


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
