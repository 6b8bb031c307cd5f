"""Invented firms: their licences, permits and what registers know of them."""

from typing import Final

from intake.feeds.population.business import invent_business
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.numbers import credit_code
from intake.feeds.population.people import SHANGHAI, STREETS, invent_home, invent_person
from intake.feeds.population.words import words

GOODS: Final = "道路货物运输（不含危险货物）；国内货物运输代理；装卸搬运。"
"""The business scope of a haulier."""


def invent_firm(maker: Maker, trade: str, scope: str = GOODS, **facts: object) -> Facts:
    """Return a firm in good standing of a trade, e.g. ``货物运输``."""
    rng = maker.rng
    head = invent_person(maker)
    contact = invent_person(maker)
    name = maker.once(lambda: f"上海样张{_word(maker)}{trade}有限公司")
    uscc = maker.once(lambda: credit_code(rng, SHANGHAI))
    address = invent_home(maker)["address"]
    firm: Facts = {
        "name": name,
        "uscc": uscc,
        "licence_holder": uscc,
        "licence_status": "有效",
        "type": "有限责任公司（自然人投资或控股）",
        "econ_type": "私营",
        "state": "存续",
        "legal_representative": head["name"],
        "legal_representative_id": head["id_no"],
        "address": address,
        "business_address": address,
        "established_date": maker.years(-rng.randint(3, 15)),
        "business_scope": scope,
        "term_to": "长期" if rng.random() < 0.3 else maker.years(rng.randint(5, 20)),
        "industry": "道路运输业",
        "foreign_ratio": "0",
        "contact": contact["name"],
        "phone": contact["mobile"],
        "email": f"yangzhang{maker.number(6)}@example.com",
        "agent": invent_person(maker),
        "business": invent_business(uscc, maker.today),
    }
    return maker.keep("firm", firm | facts)


def give_permit(
    maker: Maker, firm: Facts, scope: str = "道路普通货物运输", **facts: object
) -> Facts:
    """Give a firm a road transport permit, for four years (rules.md §7)."""
    permit: Facts = {
        "permit_no": f"交运管许可沪字310120{maker.number(6)}号",
        "business_scope": scope,
        "issue_date": maker.years(-2),
        "valid_to": maker.years(2),
        "status": "有效",
    }
    firm["permit"] = permit | facts
    firm["permit_holder"] = firm["uscc"]
    return firm


def give_unit(maker: Maker, firm: Facts) -> Facts:
    """Let a firm insure its staff, the manager among them."""
    manager, principal = invent_person(maker), invent_person(maker)
    firm["unit"] = {
        "holder": firm["uscc"],
        "staff": maker.rng.randint(8, 240),
        "manager": manager["name"],
        "manager_id": manager["id_no"],
        "principal": principal["name"],
        "monitors": maker.rng.randint(3, 12),
    }
    firm["business"]["staff_count"] = firm["unit"]["staff"]
    return firm


def give_building(maker: Maker, firm: Facts, **facts: object) -> Facts:
    """Give a builder its qualification and safety permit."""
    building: Facts = {
        "holder": firm["uscc"],
        "qual_no": "D2310" + maker.number(5),
        "safety_no": f"（沪）JZ安许证字[2024]{maker.number(6)}",
        "safety_valid_to": maker.years(1),
    }
    firm["building"] = building | facts
    return firm


def give_project(maker: Maker, firm: Facts) -> Facts:
    """Let a firm have something built by another."""
    builder = invent_firm(maker, "建设工程", "建设工程施工；土石方工程施工。")
    town = invent_home(maker, chongming=True)
    firm["project"] = {
        "holder": firm["uscc"],
        "permit": "310151" + maker.number(12),
        "code": "2601CM" + maker.number(4),
        "name": f"样张{_word(maker)}住宅项目",
        "address": town["address"],
        "committee": town["committee"],
        "builder": builder["name"],
        "builder_uscc": builder["uscc"],
        "supervisor": f"上海样张{_word(maker)}工程监理有限公司",
        "manager": invent_person(maker)["name"],
        "days_used": maker.rng.randint(0, 5),
    }
    return firm


def _word(maker: Maker) -> str:
    return maker.rng.choice(STREETS) + maker.rng.choice(words().given_men)
