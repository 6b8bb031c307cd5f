"""Invented people with their identity cards and driving licences."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from intake.feeds.population.numbers import digits, identity_number
from intake.feeds.population.words import Region, words

LONG_TERM = "长期"
TODAY = date(2026, 11, 20)
"""The day the papers are looked at; fixed, so that a seed means the same specimen for ever."""
CLASSES = ("C1", "C1", "C2", "B2", "A2", "A1A2D", "B1B2", "C1D", "A2E")
RECORDS = (
    None,
    None,
    "请于每个记分周期结束后三十日内接受审验。",
    "自{since}至有效起始日期有效。",
    "实习期至{since}。",
)


@dataclass(frozen=True)
class Person:
    """A person; dates are ``YYYY-MM-DD``, attribute names are the field keys of the papers."""

    name: str
    sex: str
    ethnicity: str
    birth_date: str
    address: str
    id_number: str
    issuing_authority: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True)
class Driver:
    """A driving licence; attribute names are the field keys of main page and sub page."""

    licence_no: str
    name: str
    sex: str
    nationality: str
    address: str
    birth_date: str
    first_issue_date: str
    vehicle_class: str
    valid_from: str
    valid_to: str
    issuing_authority: str
    file_no: str
    record: str | None


def invent_person(rng: Random, region: Region) -> Person:
    """Return an adult with a valid number and a term of the card that fits the age."""
    woman = rng.random() < 0.4
    name, ethnicity = invent_name(rng, woman=woman)
    born = date(1958, 1, 1) + timedelta(days=rng.randrange(47 * 365))
    issued = date(2017, 3, 1) + timedelta(days=rng.randrange(9 * 365))
    order = rng.randrange(0 if woman else 1, 1000, 2)
    return Person(
        name=name,
        sex="女" if woman else "男",
        ethnicity=ethnicity,
        birth_date=born.isoformat(),
        address=invent_address(rng, region),
        id_number=identity_number(region.code, f"{born:%Y%m%d}", order),
        issuing_authority=f"样张市公安局{rng.choice(words().place.districts)[:2]}分局",
        valid_from=issued.isoformat(),
        valid_to=card_end(born, issued),
    )


def invent_name(rng: Random, *, woman: bool) -> tuple[str, str]:
    """Return a name and its ethnic group; one in six is not Han."""
    if rng.random() < 1 / 6:
        group = rng.choice(words().minority)
        return rng.choice(group.women if woman else group.men), group.ethnicity
    given = words().given_women if woman else words().given_men
    return rng.choice(words().surnames) + rng.choice(given), "汉"


def invent_address(rng: Random, region: Region) -> str:
    """Return an address: a real province and city, an invented district, road and house."""
    place = words().place
    start = region.province + region.city + rng.choice(place.districts)
    road = f"{rng.choice(place.roads)}{rng.randint(1, 1999)}号"
    rest = rng.choice(("", f"{rng.randint(1, 40)}幢", f"{rng.choice(place.villages)}"))
    room = rng.choice(("", f"{rng.randint(1, 28)}{rng.randint(1, 4):02d}室"))
    return start + road + rest + room


def card_end(born: date, issued: date) -> str:
    """Return the end of an identity card's term: 10, 20 years or for good, by age at issue."""
    age = years_between(born, issued)
    if age >= 46:
        return LONG_TERM
    return add_years(issued, 5 if age < 16 else 10 if age < 26 else 20).isoformat()


def years_between(start: date, end: date) -> int:
    """Return whole years from one day to another."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def add_years(day: date, years: int) -> date:
    """Return the same day in another year; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)


def invent_driver(rng: Random, person: Person) -> Driver:
    """Return the driving licence of a person: first for six years, then ten, then for good."""
    since = date.fromisoformat(person.birth_date).year + rng.randint(18, 21)
    first = date(min(since, 2024), rng.randint(1, 12), rng.randint(1, 28))
    held = years_between(first, TODAY)
    start = first if held < 6 else add_years(first, 6 if held < 16 else 16)
    end = {True: LONG_TERM}.get(held >= 16) or add_years(start, 6 if held < 6 else 10).isoformat()
    record = rng.choice(RECORDS)
    return Driver(
        licence_no=person.id_number,
        name=person.name,
        sex=person.sex,
        nationality="中国",
        address=person.address,
        birth_date=person.birth_date,
        first_issue_date=first.isoformat(),
        vehicle_class=rng.choice(CLASSES),
        valid_from=start.isoformat(),
        valid_to=end,
        issuing_authority=invent_traffic_police(rng),
        file_no=digits(rng, 12),
        record=record and record.format(since=f"{start:%Y年%m月%d日}"),
    )


def invent_traffic_police(rng: Random) -> str:
    """Return an invented authority of the length that fills a square seal."""
    names = (
        "样张省青湖市公安局交通警察支队",
        "样张省松岚市公安局交通警察支队",
        "样张省云溪市公安局交通警察支队",
        "样张市公安局交通警察总队",
        "青湖市公安局交通警察支队",
    )
    return rng.choice(names)
