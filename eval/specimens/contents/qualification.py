"""What the papers of professional drivers say."""

from datetime import date, timedelta
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import add_years
from eval.specimens.forms import Value
from intake.feeds.population.numbers import digits

CATEGORIES = (
    "经营性道路货物运输驾驶员",
    "经营性道路旅客运输驾驶员",
    "道路危险货物运输驾驶员",
    "道路危险货物运输押运人员",
    "巡游出租汽车驾驶员",
    "网络预约出租汽车驾驶员",
)
YEARS_VALID = 6
"""Of a qualification (道路运输从业人员管理规定)."""
FIRMS = ("样张长风出租汽车有限公司", "青澜远航出租汽车有限公司", "云骋网约车服务有限公司")
AUTHORITIES = ("样张市交通运输局", "样张市道路运输管理局", "青湖市交通运输委员会")


def of_qualification(facts: Facts) -> Fields:
    """A qualification certificate: one or two categories, each with its own term."""
    rng, person = chance(facts, "qualification_cert"), facts.person
    count = rng.choice((1, 1, 2))
    chosen = sorted(rng.sample(CATEGORIES, count), key=CATEGORIES.index)
    rows: Value = [category(rng, name) for name in chosen]
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "nationality": "中国",
        "address": person.address,
        "certificate_no": person.id_number,
        "id_number": person.id_number,
        "driving_class": facts.driver.vehicle_class,
        "categories": rows,
        "issuing_authority": rng.choice(AUTHORITIES),
        "file_no": digits(rng, 12),
        "work_unit": rng.choice(FIRMS),
        "phone": f"139{digits(rng, 8)}",
    }


def category(rng: Random, name: str) -> dict[str, str | None]:
    """Return one category with the day it was first given and its present term."""
    first = date(2010, 1, 1) + timedelta(days=rng.randrange(14 * 365))
    start = add_years(first, YEARS_VALID) if first.year < 2018 else first
    end = add_years(start, YEARS_VALID) - timedelta(days=1)
    return {
        "category": name,
        "first_issue_date": first.isoformat(),
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat(),
    }


def of_service_card(facts: Facts) -> Fields:
    """The card that stands in a taxi: who drives, for whom, and whom to call."""
    rng, person = chance(facts, "service_supervision_card"), facts.person
    end = date(2024, 1, 1) + timedelta(days=rng.randrange(6 * 365))
    return {
        "name": person.name,
        "card_no": digits(rng, rng.choice((6, 6, 8))),
        "work_unit": rng.choice(FIRMS),
        "certificate_no": person.id_number,
        "valid_to": end.isoformat(),
        "supervision_phone": rng.choice(("12328", "12345", "021-62580000", "021-96965000")),
    }


CONTENTS: dict[str, Content] = {
    "qualification_cert": of_qualification,
    "service_supervision_card": of_service_card,
}
