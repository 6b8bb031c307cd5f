"""What the papers say with which a vehicle ends: recovered for scrap, struck off the register."""

from dataclasses import asdict
from datetime import date, timedelta
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY, invent_name
from eval.specimens.facts.vehicles import Vehicle
from intake.feeds.population.numbers import digits

PRINTED_ONLY = frozenset({"link"})
"""The address to which the code on a recovery certificate leads."""

PLACES = ("样张市", "青湖市", "样张省松岚市")
ITEMS = ("机动车号牌", "机动车行驶证", "机动车登记证书")


def end_of(rng: Random, vehicle: Vehicle) -> date:
    """Return the day on which a vehicle was handed over for scrap."""
    registered = date.fromisoformat(vehicle.register_date)
    return registered + timedelta(days=rng.randint(60, max(61, (TODAY - registered).days - 40)))


def of_recovery(facts: Facts) -> Fields:
    """A recovery certificate of either edition."""
    rng, vehicle = chance(facts, "scrapping"), facts.vehicle
    firm = vehicle.owner == facts.firm.name
    day, number = end_of(rng, vehicle), f"310{digits(rng, 12)}"
    electric = vehicle.energy_type == "电"
    recycler = f"样张市{rng.choice(('循源', '青湖', '云溪'))}报废机动车回收拆解有限公司"
    return asdict(vehicle) | {
        "recycler_name": recycler,
        "certificate_no": number,
        "owner_name": vehicle.owner,
        "owner_id": facts.firm.uscc if firm else facts.person.id_number,
        "owner_phone": "13" + digits(rng, 9),
        "owner_address": vehicle.address,
        "delivery_date": day.isoformat(),
        "curb_mass": vehicle.curb_mass.removesuffix("kg"),
        "power_type": vehicle.energy_type,
        "battery_code": f"0{digits(rng, 11)}B{digits(rng, 8)}" if electric else None,
        "handler": invent_name(rng, woman=False)[0],
        "issue_date": (day + timedelta(days=rng.randint(0, 9))).isoformat(),
        "commerce_seal": "样张市商务委员会",
        "sheet_no": rng.choice("一二三四五六"),
        "link": f"https://example.invalid/verify?no={number}",
    }


def of_cancellation(facts: Facts) -> Fields:
    """A certificate that a vehicle was struck off."""
    rng, vehicle = chance(facts, "scrapping"), facts.vehicle
    day = end_of(rng, vehicle) + timedelta(days=20)
    brand, _, model = vehicle.brand_model.partition("牌")
    kept = rng.randint(0, 2)
    return asdict(vehicle) | {
        "certificate_no": digits(rng, 12),
        "cancel_reason": rng.choice(("报废", "报废", "灭失", "退车")),
        "brand": f"{brand}牌",
        "model": model,
        "cancel_date": day.isoformat(),
        "returned_items": "、".join(ITEMS[kept:]),
        "unreturned_items": "、".join(ITEMS[:kept]) or "无",
        "issuing_authority": f"{rng.choice(PLACES)}公安局交通警察支队车辆管理所",
        "issue_date": day.isoformat(),
    }


CONTENTS: dict[str, Content] = {
    "scrap_recovery_cert": of_recovery,
    "vehicle_cancellation_cert": of_cancellation,
}
