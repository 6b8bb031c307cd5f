"""Invented vehicles: licences, transport certificates, inspections, purchases and scrapping."""

from pathlib import Path
from typing import Final

from pydantic import Field

from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.numbers import plate, vehicle_number
from models.specs import Spec, read_spec


class Kind(Spec):
    """A kind of vehicle with its usual data; masses in kg, sizes in mm."""

    vehicle_type: str
    mass_class: str
    plate: str
    colour: str
    plate_kind: str
    model: str
    curb: int
    load: int
    seats: int
    size: tuple[int, int, int]
    axles: int
    energy: str
    use: str


class _File(Spec):
    kinds: dict[str, Kind] = Field(alias="kind")


KINDS: Final = read_spec(Path(__file__).with_name("vehicles.toml"), _File).kinds
PERSON_KG: Final = 65


def invent_vehicle(maker: Maker, kind: str, owner: Facts, **facts: object) -> Facts:
    """Return a vehicle of a kind that is in order; ``owner`` is a person or a firm."""
    made, rng = KINDS[kind], maker.rng
    registered = str(
        facts.get("register_date") or maker.years(-rng.randint(2, 6), rng.randrange(300))
    )
    number = maker.once(lambda: _plate(maker, made))
    curb = made.curb + rng.randrange(0, 400, 5)
    vehicle: Facts = {
        "owner": owner,
        "holder": owner.get("uscc") or owner.get("id_no"),
        "licence_status": "有效",
        "plate_no": number,
        "plate_color": made.colour,
        "plate_kind": made.plate_kind,
        "vehicle_type": made.vehicle_type,
        "mass_class": made.mass_class,
        "brand_model": maker.once(lambda: f"澄岳牌CY{made.model}{_letters(maker, 3)}"),
        "vin": maker.once(lambda: vehicle_number(rng, "LYZ", int(registered[:4]))),
        "engine_no": "YG" + maker.number(8),
        "use_character": made.use,
        "register_date": registered,
        "issue_date": registered,
        "curb_mass": curb,
        "approved_load": made.load or "",
        "gross_mass": curb + made.load + made.seats * PERSON_KG,
        "approved_passengers": made.seats or "",
        "overall_dimension": "×".join(map(str, made.size)),
        "axle_count": made.axles,
        "axle_class": f"{made.axles}轴" if made.axles < 4 else "4轴及以上",
        "energy_type": made.energy,
        "fuel_class": {"柴油": "柴油", "汽油": "汽油"}.get(made.energy, "新能源"),
        "power": "新能源" if made.energy == "纯电动" else "国六柴油",
        "emission": "国四",
        "yellow_label": "否",
        "status": "正常",
        "owner_since": registered,
        "inspection_valid_to": maker.day(rng.randint(90, 330)),
    }
    return maker.keep("vehicle", vehicle | facts)


def give_certificate(maker: Maker, vehicle: Facts, **facts: object) -> Facts:
    """Give a vehicle its transport certificate, a fresh inspection and a positioning device."""
    certificate: Facts = {
        "plate_no": vehicle["plate_no"],
        "holder": vehicle["holder"],
        "brand_model": vehicle["brand_model"],
        "rtc_no": f"沪交运管货字310120{maker.number(6)}号",
        "status": "有效",
        "last_annual_review_date": maker.day(-maker.rng.randint(300, 350)),
        "gps_online_status": "正常在线",
        "gps_last_seen": maker.day(-1),
        "std_model_no": "YZ" + maker.number(8),
    }
    vehicle["cert"] = certificate | facts
    vehicle["inspection"] = {
        "plate_no": vehicle["plate_no"],
        "technical_level": maker.rng.choice(("一级", "二级")),
        "valid_to": vehicle["inspection_valid_to"],
        "report_no": "YZ" + maker.number(12),
    }
    return vehicle


def give_invoice(maker: Maker, vehicle: Facts, total: int) -> Facts:
    """Let a vehicle have been bought: its invoice and its tax."""
    vehicle["invoice"] = {
        "vin": vehicle["vin"],
        "no": maker.number(8),
        "code": maker.number(12),
        "date": vehicle["register_date"],
        "total": f"{total}.00",
    }
    vehicle["tax"] = {"vin": vehicle["vin"], "no": "YZ" + maker.number(10)}
    return vehicle


def scrap(maker: Maker, vehicle: Facts, days_ago: int, due: str) -> Facts:
    """Let a vehicle have been scrapped and its registration cancelled, before it was due."""
    day = maker.day(-days_ago)
    vehicle["scrap"] = {
        "plate_no": vehicle["plate_no"],
        "no": "YZHS" + maker.number(10),
        "date": day,
    }
    vehicle["dereg"] = {
        "owner": vehicle["holder"],
        "no": "YZZX" + maker.number(10),
        "date": maker.day(10 - days_ago),
    }
    vehicle["scrap_due"] = due
    vehicle["licence_status"], vehicle["status"] = "注销", "注销"
    return vehicle


def _plate(maker: Maker, made: Kind) -> str:
    if made.plate == "large_green":
        return f"沪A{maker.rng.randint(10000, 99999)}D"
    return plate(maker.rng, "沪", kind=made.plate)


def _letters(maker: Maker, count: int) -> str:
    return "".join(maker.rng.choices("ABCDEFGHJKLMNPRTXY", k=count))
