"""The region an address begins with: province, city, district, and Shanghai's streets and towns.

>>> found, rest = read_region("上海浦东张江镇张衡路500号")
>>> found.province, found.district, found.town, found.code, rest
('上海市', '浦东新区', '张江镇', '310115', '张衡路500号')
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from extractors.judging.regions import SHORT, names_by_code, places_within
from extractors.judging.vocabularies import VOCABULARIES
from models.records import Address
from models.specs import Spec, read_spec

CITY: Final = "上海市"
CODE: Final = "310000"
HAN: Final = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
WAY: Final = re.compile(
    r"[东西南北中新老]?[环支]?[一二三四五六七八九十]?(?:路|街(?!道)|大道|公路|弄|巷|站|山路|江路)"
)
"""What turns the name before it into the name of a road: 唐镇路 is no town."""
NAMES_A_ROAD: Final = re.compile(
    rf"(?!国际|机场|火车站|海关|大学|医院){HAN}{{2,8}}?(?:路|街|大道|公路|村|镇)[^区市]*[0-9]"
)
"""What must follow a short name before it is taken for a region: 浦东国际机场 names none."""
TOWN: Final = re.compile(rf"({HAN}{{1,7}}?(?:街道|镇|乡|苏木))")
CITIES: Final = ("市", "州", "盟", "地区")
ZONE: Final = re.compile(r"中国（上海）自由贸易试验区(?:（保税片区）|临港新片区)?")
"""Lies in two districts, so that it tells the city only."""
COUNTRY: Final = ("中华人民共和国", "中国")


class District(Spec):
    """One district of Shanghai."""

    code: str
    name: str
    former: dict[str, str] = Field(default_factory=dict)
    """Code → name, given up, whose whole area lies in the district now."""
    towns: tuple[str, ...]
    areas: tuple[str, ...] = ()
    """Zones and farms that addresses name in place of a street or town."""
    also: dict[str, str] = Field(default_factory=dict)
    """What people write for a town → its name."""

    @property
    def short(self) -> str:
        """The name as people shorten it."""
        return self.name.removesuffix("新区").removesuffix("区")

    def units(self) -> dict[str, str]:
        """Return every way to write a unit of the district → the unit's name."""
        return {name: name for name in (*self.towns, *self.areas)} | self.also


class _File(Spec):
    districts: tuple[District, ...] = Field(alias="district")


DISTRICTS: Final = read_spec(Path(__file__).with_name("shanghai.toml"), _File).districts


def read_region(text: str) -> tuple[Address, str]:
    """Return the region a text begins with, in full present names, and the rest of the text.

    A short name counts only where what follows shows that it is meant as a region. A town of
    Shanghai brings its district where that was left out; a city its province.
    """
    if zone := ZONE.match(text):
        return Address(town=zone[0], code=CODE), text[zone.end() :]
    bare = _without_country(text)
    province = _first(bare, (*VOCABULARIES["gb2260_province"], *_short_provinces()))
    name = _short_provinces().get(province, province)
    rest = bare[len(province) :]
    if name == CITY:
        within = _in_shanghai(rest.removeprefix("市辖区"))
        short = province != CITY
        return (
            (Address(), text) if short and not within[0].district and not _is_road(rest) else within
        )
    if not name:
        return _without_province(bare, text)
    if name != province and not _first(rest, _known(name)):
        return Address(), text
    return _in_province(name, rest)


def region_of_code(code: str) -> Address | None:
    """Return the region of a GB/T 2260 code, an old one too, by its present names; None if unknown.

    >>> region_of_code("310230").text, region_of_code("320681").text
    ('上海市崇明区', '江苏省南通市启东市')
    """
    for district in DISTRICTS:
        if code == district.code or code in district.former:
            return Address(province=CITY, district=district.name, code=district.code)
    names = _names()
    if code not in names:
        return None
    province = names.get(f"{code[:2]}0000", "")
    city = "" if code[2:] == "0000" else names.get(f"{code[:4]}00", "")
    county = "" if code.endswith("00") else names[code]
    return Address(province=province, city=city, district=county, code=code)


def _without_country(text: str) -> str:
    provinces = (*VOCABULARIES["gb2260_province"], *_short_provinces())
    for country in COUNTRY:
        if text.startswith(country) and _first(text[len(country) :], provinces):
            return text[len(country) :]
    return text


def _in_shanghai(text: str) -> tuple[Address, str]:
    district, rest = _district(text)
    if district is None:
        unit, after = _unit(text, [each for each in DISTRICTS if _unit(text, [each])[0]])
        owners = [each for each in DISTRICTS if unit in each.units().values()]
        if not unit or len(owners) != 1:
            return Address(province=CITY, code=CODE), text
        return _address(owners[0], unit), after
    unit, after = _unit(rest, [district])
    return _address(district, unit), after


def _address(district: District, unit: str) -> Address:
    return Address(province=CITY, district=district.name, town=unit, code=district.code)


def _district(text: str) -> tuple[District | None, str]:
    for district in DISTRICTS:
        name = _first(text, (district.name, *district.former.values()))
        if name:
            return district, text[len(name) :]
    for district in DISTRICTS:
        rest = text[len(district.short) :]
        if text.startswith(district.short) and (_unit(rest, [district])[0] or _is_road(rest)):
            return district, rest
    return None, text


def _unit(text: str, districts: Iterable[District]) -> tuple[str, str]:
    """Return the street, town or zone a text begins with, empty if none, and the rest."""
    units = {name: unit for district in districts for name, unit in district.units().items()}
    name = _first(text, units)
    rest = text[len(name) :]
    return ("", text) if not name or WAY.match(rest) else (units[name], rest)


def _is_road(text: str) -> bool:
    return bool(NAMES_A_ROAD.match(text)) and not WAY.match(text)


def _without_province(bare: str, text: str) -> tuple[Address, str]:
    """Read a region whose province was left out: a district of this city, or any city."""
    district, rest = _district(bare)
    if district and (
        bare.startswith((district.name, *district.former.values())) or _unit(rest, [district])[0]
    ):
        return _in_shanghai(bare)
    cities = {name: code for name, code in places_within("").items() if name.endswith(CITIES)}
    city = _first(bare, cities)
    provinces = {code[:2] for code in cities.get(city, ())}
    if len(provinces) != 1:
        return Address(), text
    return _in_province(_names()[f"{provinces.pop()}0000"], bare)


def _in_province(province: str, text: str) -> tuple[Address, str]:
    names = _known(province)
    first = _first(text, names)
    rest = text[len(first) :]
    code = _present_code(first, names[first]) if first else f"{_prefix(province)}0000"
    second = ""
    if first and code.endswith("00"):
        counties = places_within(code[:4])
        second = _first(rest, counties)
        code = _present_code(second, counties[second]) if second else code
    rest = rest[len(second) :]
    city = first if second or code.endswith("00") else _city_of(code)
    county = second or (first if first != city else "")
    town = TOWN.match(rest) if first else None
    unit = town[1] if town and not WAY.match(rest[town.end() :]) else ""
    found = Address(province=province, city=city, district=county, town=unit, code=code)
    return found, rest[len(unit) :]


def _city_of(code: str) -> str:
    """Return the city that a county lies in; empty for those that lie in the province itself."""
    name = _names().get(f"{code[:4]}00", "")
    return name if name.endswith(CITIES) else ""


@cache
def _known(province: str) -> dict[str, set[str]]:
    """Return the cities of a province, and its counties, which addresses name without the city."""
    return dict(places_within(_prefix(province)))


@cache
def _short_provinces() -> dict[str, str]:
    names = VOCABULARIES["gb2260_province"]
    short = {SHORT.get(name, name[:-1]): name for name in names if not name.endswith("特别行政区")}
    return short | {"沪": CITY}


@cache
def _prefix(province: str) -> str:
    codes = {name: code for code, name in names_by_code() if code.endswith("0000")}
    return codes[province][:2] if province in codes else "00"


def _present_code(name: str, beginnings: Iterable[str]) -> str:
    """Return the code that a place has now, of all it ever had."""
    codes = [code.ljust(6, "0") for code in beginnings]
    known = [code for code in _codes_by_name().get(name, ()) if code in codes]
    return known[-1] if known else max(codes)


@cache
def _names() -> dict[str, str]:
    """Return the last name of every code."""
    return dict(names_by_code())


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    """Return the codes of every name, the present ones last."""
    codes: dict[str, tuple[str, ...]] = {}
    for code, name in names_by_code():
        codes[name] = (*codes.get(name, ()), code)
    return codes


def _first(text: str, names: Iterable[str]) -> str:
    """Return the longest of the names that a text begins with; empty when it begins with none."""
    return max((name for name in names if name and text.startswith(name)), key=len, default="")
