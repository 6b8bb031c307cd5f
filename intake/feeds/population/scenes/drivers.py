"""S1 to S3 and S8: drivers and builders who ask for a qualification of their own."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.firms import give_building, invent_firm
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.people import give_job, give_licence, give_post, invent_person
from intake.feeds.population.scenes.scene import Scene, by_person


def first_coach_licence(maker: Maker) -> Scene:
    """S1A: a coach driver who has passed the examination, not yet qualified."""
    person = give_licence(maker, invent_person(maker), "A1")
    employ(person, invent_firm(maker, "道路客运"))
    pass_examination(maker, person)
    return by_person(person)


def renewed_coach_licence(maker: Maker) -> Scene:
    """S1B: a coach driver whose certificate ends within thirty days."""
    person = give_licence(maker, invent_person(maker), "A1")
    give_post(maker, person, invent_firm(maker, "道路客运"))
    person["integrity"] = {"holder": person["id_no"], "grade": maker.rng.choice(("AAA", "AA"))}
    return by_person(person)


def new_hailed_driver(maker: Maker) -> Scene:
    """S2A: a driver of Shanghai who wants to drive for a platform."""
    person = give_licence(maker, invent_person(maker), "C1")
    platform = invent_firm(maker, "网络科技")
    employ(person, platform)
    person["post"]["platform"] = platform["name"]
    return by_person(person)


def renewed_hailed_driver(maker: Maker) -> Scene:
    """S2B: a driver for a platform whose registration ends within thirty days."""
    person = give_licence(maker, invent_person(maker), "C1")
    facts = {"kind": "网络预约出租汽车驾驶员", "first_date": maker.years(-3, 20)}
    give_post(maker, person, invent_firm(maker, "网络科技"), **facts)
    person["training"] = {"holder": person["id_no"], "hours": 54}
    return by_person(person)


def taxi_driver(maker: Maker) -> Facts:
    """Return a taxi driver with a valid certificate."""
    person = give_licence(maker, invent_person(maker), "C1")
    facts = {
        "kind": "巡游出租汽车驾驶员",
        "issue_date": maker.years(-2),
        "valid_to": maker.years(4),
    }
    return give_post(maker, person, invent_firm(maker, "出租汽车"), **facts)


def lost_taxi_certificate(maker: Maker) -> Scene:
    """S3A: a taxi driver who has lost the certificate."""
    typed = {"loss_reason": "遗失", "loss_date": maker.day(-5)}
    return by_person(taxi_driver(maker), typed)


def cancelled_taxi_certificate(maker: Maker) -> Scene:
    """S3B: a taxi driver who has left the firm and owes nothing."""
    person = taxi_driver(maker)
    person["post"]["ended"] = maker.day(-12)
    person["open"] = {"holder": person["id_no"], "cases": 0, "violations": 0}
    return by_person(person, {"cancel_reason": "本人申请"})


def builder(maker: Maker) -> Facts:
    """Return someone insured with a builder that is qualified."""
    firm = give_building(maker, invent_firm(maker, "建设工程", "建设工程施工。"))
    person = give_job(maker, invent_person(maker), firm)
    person["post"] = {"holder": person["id_no"], "position": "项目负责人"}
    person["education"] = {"holder": person["id_no"], "level": "本科"}
    person["title"] = {"holder": person["id_no"], "level": "中级"}
    return person


def first_safety_certificate(maker: Maker) -> Scene:
    """S8A: a project manager who has passed the examination."""
    person = builder(maker)
    person["constructor"] = {"holder": person["id_no"], "no": "沪1312024" + maker.number(8)}
    pass_examination(maker, person)
    return by_person(person, {"person_class": "B类 项目负责人"}, building=_firm_of(maker, person))


def renewed_safety_certificate(maker: Maker) -> Scene:
    """S8B: a certificate that ends within three months."""
    person = builder(maker)
    number = f"交安B(26)G{maker.number(5)}"
    safety = {"holder": person["id_no"], "no": number, "grade": "B", "valid_to": maker.day(60)}
    person["safety"] = safety
    person["post"] |= {"cert_no": number, "valid_to": safety["valid_to"]}
    person["training"] = {"holder": person["id_no"], "hours": 24}
    return by_person(person, building=_firm_of(maker, person))


def employ(person: Facts, firm: Facts) -> None:
    """Let transport know where a person works, who is not qualified yet."""
    person["post"] = {"holder": person["id_no"], "firm": firm["name"], "uscc": firm["uscc"]}


def pass_examination(maker: Maker, person: Facts) -> None:
    """Let a person have passed the examination last month."""
    person["exam"] = {
        "holder": person["id_no"],
        "no": "YZKS" + maker.number(8),
        "date": maker.day(-30),
    }


def _firm_of(maker: Maker, person: Facts) -> Facts:
    return next(firm for firm in maker.things["firm"] if firm["uscc"] == person["job"]["uscc"])


DRIVERS: Final[dict[str, Callable[[Maker], Scene]]] = {
    "S1A": first_coach_licence,
    "S1B": renewed_coach_licence,
    "S2A": new_hailed_driver,
    "S2B": renewed_hailed_driver,
    "S3A": lost_taxi_certificate,
    "S3B": cancelled_taxi_certificate,
    "S8A": first_safety_certificate,
    "S8B": renewed_safety_certificate,
}
