"""The word lists of ``words.toml``."""

from functools import cache
from pathlib import Path

from models.specs import Spec, read_spec


class Region(Spec):
    """A province with one of its region codes; ``city`` is empty in a municipality."""

    province: str
    city: str
    plate: str
    """Abbreviation on number plates."""
    code: str
    """Six digits, as in citizens' numbers and credit codes."""


class Minority(Spec):
    """Names usual among one ethnic group."""

    ethnicity: str
    men: tuple[str, ...]
    women: tuple[str, ...]


class Places(Spec):
    """Invented parts of addresses."""

    districts: tuple[str, ...]
    roads: tuple[str, ...]
    villages: tuple[str, ...]


class FirmWords(Spec):
    """Invented parts of firms."""

    stems: tuple[str, ...]
    trades: tuple[str, ...]
    scopes: tuple[str, ...]
    banks: tuple[str, ...]


class VehicleKind(Spec):
    """A kind of vehicle with the ranges of its technical data, in kg and mm."""

    vehicle_type: str
    use: tuple[str, ...]
    plate: str
    model: str
    """The digits of its model code."""
    passengers: tuple[int, int]
    curb: tuple[int, int]
    load: tuple[int, ...]
    """Empty for what carries no goods."""
    towing: int = 0
    size: tuple[int, int, int]
    energy: tuple[str, ...]


class VehicleWords(Spec):
    """Invented brands (``name:model prefix``), makers' codes and the kinds of vehicle."""

    brands: tuple[str, ...]
    makers: tuple[str, ...]
    kind: tuple[VehicleKind, ...]


class Words(Spec):
    """Everything in ``words.toml``."""

    surnames: tuple[str, ...]
    given_men: tuple[str, ...]
    given_women: tuple[str, ...]
    region: tuple[Region, ...]
    minority: tuple[Minority, ...]
    place: Places
    firm: FirmWords
    vehicle: VehicleWords


@cache
def words() -> Words:
    """Return the lists, read once."""
    return read_spec(Path(__file__).with_name("words.toml"), Words)
