"""What the four certificates of a ship say, all of one invented ship."""

from datetime import date, timedelta
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY, add_years
from intake.feeds.population.numbers import digits

NAMES = ("样张", "云溪", "青湖", "松岚", "试航")
"""No ship is called 样张; the other names are of no real place."""
PORTS = ("样张港", "青湖港", "云溪港")
KINDS = ("散货船", "干货船", "集装箱船", "多用途船", "自卸砂船", "油船")
MATERIALS = ("钢质", "铝合金")
AREAS = ("长江中下游及其支流省际", "国内沿海及长江中下游", "样张省内河", "国内沿海")
CARGOES = ("普通货物", "散货、集装箱", "成品油", "砂石", "煤炭、矿石")
ENGINES = ("柴油机", "柴油机", "内燃机")
SURVEYS = ("年度检验", "中间检验", "换证检验", "初次检验", "船底外部检验")
BUILDERS = ("样张市试航船舶修造厂", "样张省云溪船厂", "青湖市样张船舶工程有限公司")


def of_ship(facts: Facts) -> dict[str, str | None]:
    """Return what is known of the ship itself, the same on every certificate."""
    rng = chance(facts, "ship")
    name, number = rng.choice(NAMES), rng.randint(1, 999)
    gross, built = rng.randint(180, 9800), date(2004, 1, 1) + timedelta(days=rng.randrange(7300))
    length = 30 + gross / 110
    at_sea = rng.random() < 0.5
    return {
        "ship_name": f"{name}{rng.choice(('货', '', '集'))}{number}",
        "ship_name_en": f"YANG ZHANG {number}",
        "former_name": rng.choice((None, f"{rng.choice(NAMES)}{rng.randint(1, 99)}")),
        "port_of_registry": rng.choice(PORTS),
        "registration_no": digits(rng, 12),
        "ship_registration_no": digits(rng, 12),
        "ship_id": f"CN{built.year}{digits(rng, 7)}",
        "imo_no": imo(rng) if at_sea else None,
        "mmsi": f"41{rng.choice('234')}{digits(rng, 6)}",
        "call_sign": "B" + "".join(rng.choices("ABCDEFGHKLMNPRSTUVWXY", k=2)) + digits(rng, 1),
        "survey_no": f"{built.year}{rng.choice('ABCDEFG')}{digits(rng, 7)}",
        "ship_type": rng.choice(KINDS),
        "material": rng.choice(MATERIALS),
        "builder": rng.choice(BUILDERS),
        "built_place": rng.choice(("样张市", "样张省青湖市", "样张省云溪市")),
        "built_date": built.isoformat(),
        "rebuilt_date": rng.choice((None, add_years(built, 3).isoformat())),
        "gross": str(gross),
        "net": str(round(gross * 0.56)),
        "deadweight": str(round(gross * 1.6)),
        "length": f"{length:.2f}",
        "breadth": f"{length / 5.4:.2f}",
        "depth": f"{length / 12:.2f}",
        "engine_type": rng.choice(ENGINES),
        "engine_count": str(rng.randint(1, 2)),
        "engine_power_kw": str(rng.randint(80, 2400)),
    }


def of_owner(facts: Facts) -> dict[str, str | None]:
    """Return who owns and runs the ship."""
    return {
        "owner": facts.firm.name,
        "owner_address": facts.firm.address,
        "legal_representative": facts.person.name,
        "operator": facts.permit.owner_name,
        "operator_address": facts.firm.address,
        "manager": facts.firm.name,
        "issuing_authority": f"样张市{chance(facts, 'office').choice(('', '青湖', '云溪'))}海事局",
    }


def imo(rng: Random) -> str:
    """Return an IMO number that checks."""
    body = digits(rng, 6)
    return body + str(sum(int(d) * w for d, w in zip(body, range(7, 1, -1), strict=True)) % 10)


def term(rng: Random, years: int) -> dict[str, str | None]:
    """Return the day of issue and the term of a certificate that is valid for some years."""
    issued = TODAY - timedelta(days=rng.randint(30, 365 * years - 60))
    last = add_years(issued, years) - timedelta(days=1)
    return {
        "issue_date": issued.isoformat(),
        "valid_from": issued.isoformat(),
        "valid_to": last.isoformat(),
    }


def of_operation(facts: Facts) -> Fields:
    """A certificate of operation: what the ship may carry and where."""
    rng = chance(facts, "operation")
    area = rng.choice(AREAS)
    return of_ship(facts) | of_owner(facts) | term(rng, 5) | {
        "certificate_no": f"样SJ({rng.randint(2021, 2026)}){digits(rng, 6)}",
        "operation_licence_no": f"样交水XK{digits(rng, 5)}",
        "management_licence_no": rng.choice((None, f"样交水GL{digits(rng, 4)}")),
        "teu": rng.choice((None, str(rng.randint(20, 600)))),
        "passengers": None,
        "car_spaces": None,
        "volume": rng.choice((None, str(rng.randint(300, 9000)))),
        "operating_area": area,
        "licence_scope": f"{area}普通货船运输",
        "ship_scope": f"{area}普通货物运输",
        "cargo": rng.choice(CARGOES),
        "issuing_authority": f"样张{rng.choice(('市', '省'))}交通运输局",
    }  # fmt: skip


def of_nationality(facts: Facts) -> Fields:
    """A certificate of nationality."""
    rng = chance(facts, "nationality")
    number = {"certificate_no": f"{digits(rng, 2)}0{digits(rng, 9)}"}
    return of_ship(facts) | of_owner(facts) | term(rng, 5) | number


def of_ownership(facts: Facts) -> Fields:
    """A certificate of registry of ownership."""
    rng = chance(facts, "ownership")
    issued = term(rng, 5)["issue_date"] or ""
    shared = rng.random() < 0.25
    return of_ship(facts) | of_owner(facts) | {
        "certificate_no": f"{digits(rng, 2)}1{digits(rng, 9)}",
        "acquired_date": (date.fromisoformat(issued) - timedelta(days=9)).isoformat(),
        "share": "51%" if shared else "100%",
        "co_ownership": "按份共有" if shared else "无",
        "former_port": rng.choice((None, *PORTS)),
        "issue_date": issued,
    }  # fmt: skip


def of_survey(facts: Facts) -> Fields:
    """A certificate of survey."""
    rng = chance(facts, "survey")
    return of_ship(facts) | of_owner(facts) | term(rng, 2) | {
        "certificate_no": f"{digits(rng, 4)}-{digits(rng, 6)}",
        "survey_kind": rng.choice(SURVEYS),
        "issuing_authority": f"样张船舶检验局{rng.choice(('', '青湖', '云溪'))}检验处",
    }  # fmt: skip


CONTENTS: dict[str, Content] = {
    "ship_operation_cert": of_operation,
    "ship_nationality_cert": of_nationality,
    "ship_ownership_cert": of_ownership,
    "ship_survey_cert": of_survey,
}
