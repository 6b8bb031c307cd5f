"""Invented people: who they are, where they live, and what registers know of them."""

from datetime import date, timedelta
from typing import Final

from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.numbers import identity_number
from intake.feeds.population.words import words

SHANGHAI: Final = "310120"
STREETS: Final = ("青澜", "云湖", "松岚", "溪南", "望江")
COMMITTEES: Final = ("望月", "临溪", "桂花苑", "晨曦", "松岚里")
TOWNS: Final = ("城桥镇", "堡镇", "新河镇", "庙镇", "陈家镇", "长兴镇")


def invent_name(maker: Maker, *, woman: bool) -> str:
    """Return an invented Han name."""
    given = words().given_women if woman else words().given_men
    return maker.rng.choice(words().surnames) + maker.rng.choice(given)


def invent_person(maker: Maker, age: float = 0, region: str = SHANGHAI, **facts: object) -> Facts:
    """Return a person in good standing, ``age`` years old (30 to 50 when not told)."""
    rng = maker.rng
    woman = rng.random() < 0.4
    days = round((age or rng.uniform(30, 50)) * 365.25)
    born = maker.today - timedelta(days=days + (0 if age else rng.randrange(300)))
    number = maker.once(lambda: _number(maker, region, born, woman=woman))
    person: Facts = {
        "name": invent_name(maker, woman=woman),
        "id_no": number,
        "id_type": "居民身份证",
        "gender": "女" if woman else "男",
        "birth_date": born.isoformat(),
        "nation": "汉",
        "mobile": "139" + maker.number(8),
        "hukou_region": region,
        "card": {"status": "有效", "valid_to": maker.years(8)},
        "household": {"no": f"{SHANGHAI}{maker.number(9)}", "holder": number, "relation": "本人"},
        **invent_home(maker),
    }
    person["hukou_address"] = person["address"]
    return maker.keep("person", person | facts)


def invent_home(maker: Maker, *, chongming: bool = False) -> Facts:
    """Return an address with its parts; roads and houses are invented."""
    rng = maker.rng
    committee, road = rng.choice(COMMITTEES), rng.choice(words().place.roads)
    town = rng.choice(TOWNS) if chongming else f"{rng.choice(STREETS)}街道"
    district = "崇明区" if chongming else "样张区"
    house = f"{road}{rng.randint(1, 1999)}号{rng.randint(1, 28)}{rng.randint(1, 4):02d}室"
    return {
        "address": f"上海市{district}{town}{committee}居委会{house}",
        "town": town if chongming else "",
        "street": town,
        "committee": f"{committee}居委会",
        "community": f"{committee}新村",
    }


def invent_student(maker: Maker, guardian: Facts, *, age: float, **facts: object) -> Facts:
    """Return a child of a guardian, at school and on the guardian's household page."""
    rng = maker.rng
    woman = rng.random() < 0.5
    born = maker.today - timedelta(days=round(age * 365.25))
    grade = "一二三四五"[min(max(int(age - 6.5), 0), 4)] + "年级"
    student: Facts = {
        "name": guardian["name"][:1]
        + rng.choice(words().given_women if woman else words().given_men),
        "id_no": maker.once(lambda: _number(maker, SHANGHAI, born, woman=woman)),
        "gender": "女" if woman else "男",
        "birth_date": born.isoformat(),
        "school": f"上海市样张区{rng.choice(STREETS)}小学",
        "grade": grade,
        "no": "G" + maker.number(18),
        "stage": "小学",
        "district": "310151",
        "guardian": guardian,
        "relation": "母亲" if guardian["gender"] == "女" else "父亲",
        "hukou_address": guardian["hukou_address"],
        "household_no": f"{SHANGHAI}{maker.number(9)}",
    }
    return maker.keep("student", student | facts)


def give_licence(maker: Maker, person: Facts, classes: str, **facts: object) -> Facts:
    """Give a person a driving licence that is in order."""
    licence: Facts = {
        "no": person["id_no"],
        "classes": classes,
        "first_date": maker.years(-9),
        "class_date": maker.years(-4),
        "valid_to": maker.years(3),
        "issuer": "上海市公安局交通警察总队",
        "status": "正常",
        "licence": "有效",
        "accident": "无",
        "full12": "无",
    }
    person["driver"] = licence | facts
    person["offence"] = {"holder": person["id_no"], "year": maker.rng.randint(0, 3), "open": 0}
    return person


def give_post(maker: Maker, person: Facts, firm: Facts, **facts: object) -> Facts:
    """Give a person a qualification in transport and a post at a firm."""
    post: Facts = {
        "holder": person["id_no"],
        "firm": firm["name"],
        "uscc": firm["uscc"],
        "cert_no": person["id_no"],
        "kind": "道路旅客运输驾驶员",
        "first_date": maker.years(-6, 20),
        "issue_date": maker.years(-6, 20),
        "valid_to": maker.day(20),
        "status": "有效",
        "licence": "有效",
        "card_no": "YZ" + maker.number(8),
        "position": maker.rng.choice(("驾驶员", "安全员", "项目负责人")),
        "platform": firm["name"],
    }
    person["post"] = post | facts
    return person


def give_job(maker: Maker, person: Facts, firm: Facts) -> Facts:
    """Insure a person socially with a firm."""
    job = {"holder": person["id_no"], "firm": firm["name"], "uscc": firm["uscc"]}
    person["job"] = job | {"since": maker.years(-2)}
    return person


def _number(maker: Maker, region: str, born: date, *, woman: bool) -> str:
    order = maker.rng.randrange(0 if woman else 1, 1000, 2)
    return identity_number(region, f"{born:%Y%m%d}", order)
