"""T03 to T07, B04 and B05: who scraps what is old and buys what is new."""

from collections.abc import Callable
from typing import Final

from intake.feeds.population.firms import invent_firm
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.others import invent_ebike, invent_ship
from intake.feeds.population.people import invent_person
from intake.feeds.population.scenes.scene import Scene, by_firm, by_person
from intake.feeds.population.vehicles import give_certificate, give_invoice, invent_vehicle, scrap


def old_lorry(maker: Maker, firm: Facts) -> Facts:
    """Return a lorry of 国四 scrapped some years before it was due."""
    registered = maker.years(-9, -maker.rng.randrange(200))
    vehicle = invent_vehicle(maker, "lorry", firm, register_date=registered)
    give_certificate(maker, vehicle, cancelled=maker.day(-35))
    due = f"{int(registered[:4]) + 15}{registered[4:]}".replace("02-29", "02-28")
    return scrap(maker, vehicle, maker.rng.randint(40, 90), due)


def new_lorry(maker: Maker, firm: Facts, kind: str) -> Facts:
    """Return a lorry bought last month."""
    vehicle = invent_vehicle(maker, kind, firm, register_date=maker.day(-30), cold_chain="是")
    give_certificate(maker, vehicle)
    return give_invoice(maker, vehicle, maker.rng.randint(180, 420) * 1000)


def scrapped_lorry(maker: Maker) -> Scene:
    """T03: a lorry scrapped early."""
    firm = invent_firm(maker, "货物运输")
    old = old_lorry(maker, firm)
    return by_firm(firm, {"old_plate": old["plate_no"]}, old=old)


def replaced_lorry(maker: Maker) -> Scene:
    """T04: a lorry scrapped early, and a new one."""
    firm = invent_firm(maker, "货物运输")
    old, new = old_lorry(maker, firm), new_lorry(maker, firm, "lorry")
    return by_firm(
        firm, {"old_plate": old["plate_no"], "new_plate": new["plate_no"]}, old=old, new=new
    )


def cold_chain_lorry(maker: Maker) -> Scene:
    """T05: a new lorry that keeps goods cold and runs on electricity."""
    firm = invent_firm(maker, "冷链物流")
    new = new_lorry(maker, firm, "electric")
    return by_firm(firm, {"new_plate": new["plate_no"]}, new=new)


def broken_up_ship(maker: Maker) -> Scene:
    """T06: an old ship broken up."""
    firm = invent_firm(maker, "航运", "国内水路货物运输。")
    ship = invent_ship(maker, firm)
    ship["dereg"] = {"no": "YZZX" + maker.number(8), "date": maker.day(-15)}
    firm["fleet"] = {"holder": firm["uscc"], "ships": 1, "gross": ship["gt"], "only": ship["name"]}
    return by_firm(firm, {"break_date": maker.day(-20)}, ship=ship)


def replaced_ship(maker: Maker) -> Scene:
    """T07: a new ship on clean power for an old one."""
    firm = invent_firm(maker, "航运", "国内水路货物运输。")
    old = invent_ship(maker, firm)
    facts = {
        "power": "LNG",
        "keel": maker.day(-500),
        "built": maker.day(-60),
        "paired": old["name"],
    }
    new = invent_ship(maker, firm, **facts)
    new["project"] = {"ship": new["name"], "no": "2026-310120-" + maker.number(6)}
    old["successor"] = new["name"]
    firm["fleet"] = {"holder": firm["uscc"], "ships": 2, "gross": old["gt"] + new["gt"]}
    return by_firm(firm, {"ship_name": old["name"]}, ship=old, new_ship=new)


def traded_in_car(maker: Maker) -> Scene:
    """B04: a car scrapped and an electric one bought."""
    person = invent_person(maker)
    old = invent_vehicle(maker, "car", person, register_date=maker.years(-14))
    scrap(maker, old, 50, "")
    new = invent_vehicle(maker, "new_car", person, register_date=maker.day(-25))
    new["catalogue"] = {"model": new["brand_model"], "power": "新能源乘用车"}
    give_invoice(maker, new, maker.rng.randint(110, 260) * 1000)
    typed = {"subsidy_kind": "报废更新", "new_vin": new["vin"]}
    return by_person(person, typed, old=old, new=new)


def traded_in_ebike(maker: Maker) -> Scene:
    """B05: an electric bicycle handed in and a new one bought."""
    person = invent_person(maker)
    ebike = invent_ebike(maker, person)
    typed = {"scrap_reason": "以旧换新", "new_frame_no": ebike["new"]["frame_no"]}
    return by_person(person, typed, ebike=ebike)


SUBSIDIES: Final[dict[str, Callable[[Maker], Scene]]] = {
    "T03": scrapped_lorry,
    "T04": replaced_lorry,
    "T05": cold_chain_lorry,
    "T06": broken_up_ship,
    "T07": replaced_ship,
    "B04": traded_in_car,
    "B05": traded_in_ebike,
}
