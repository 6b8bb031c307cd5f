"""What the pages of a vehicle registration certificate say."""

from dataclasses import asdict
from datetime import date, timedelta
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY, invent_person
from eval.specimens.facts.vehicles import NOTHING, Vehicle
from intake.feeds.population.numbers import credit_code, digits, plate
from intake.feeds.population.words import words

Entry = dict[str, str | None]

PRINTED_ONLY = frozenset(
    {f"{part}_{block}" for part in ("party", "office", "day", "plate") for block in (1, 2, 3)}
    | {"register"}
)
"""What the pages print of parties and entries in one piece."""

COLOURS = ("白", "黑", "灰", "红", "蓝", "白/蓝")
LABELS = {
    "mortgagee": "抵押权人姓名/名称",
    "new_owner": "姓名/名称",
    "party_id_no": "身份证明名称/号码",
    "mortgage_date": "抵押登记日期",
    "release_date": "解除抵押日期",
    "transfer_date": "转移登记日期",
}
"""What an entry of the register prints before each of its parts."""
COLUMNS = ("title", *LABELS)
"""The parts of an entry."""


def of_certificate(facts: Facts) -> Fields:
    """All pages of a registration certificate; each layout prints the rows of its own."""
    rng, vehicle = chance(facts, "registration"), facts.vehicle
    owners = [invent_owner(facts, rng, first=True)]
    owners += [invent_owner(facts, rng, first=False) for _ in range(rng.randint(1, 2))]
    records = invent_records(rng, vehicle, owners[-1])
    return (
        asdict(vehicle)
        | owners[0]
        | {"transfers": owners[1:]}
        | {key: value for n, owner in enumerate(owners, 1) for key, value in printed(owner, n)}
        | {f"{part}_3": None for part in ("party", "office", "day", "plate") if len(owners) < 3}
        | invent_details(rng, vehicle)
        | {"records": records, "register": "\n\n".join(map(written, records))}
        | {"certificate_no": digits(rng, 12), "page_no": str(rng.choice((3, 4, 5)))}
    )


def invent_owner(facts: Facts, rng: Random, *, first: bool) -> Entry:
    """Return an owner with the registration; the first one registered the vehicle when new."""
    vehicle, region = facts.vehicle, rng.choice(words().region)
    person = facts.person if first else invent_person(rng, region)
    firm = vehicle.owner == facts.firm.name if first else rng.random() < 0.3
    named = facts.firm.name if first else f"{region.province[:2]}青湖运输有限公司"
    number = facts.firm.uscc if first else credit_code(rng, region.code)
    registered = date.fromisoformat(vehicle.register_date)
    later = registered + timedelta(days=rng.randint(1, (TODAY - registered).days))
    return {
        "owner": named if firm else person.name,
        "owner_id_type": "统一社会信用代码" if firm else "居民身份证",
        "owner_id_no": number if firm else person.id_number,
        "registration_authority": f"{rng.choice(('样张市', '青湖市', '松岚市'))}公安局车辆管理所",
        "registration_date": (registered if first else later).isoformat(),
        "plate_no": vehicle.plate_no if first else plate(rng, region.plate),
    }


def printed(owner: Entry, block: int) -> list[tuple[str, str | None]]:
    """Return the parts of a summary block as the page prints them."""
    party = "/".join(owner[key] or "" for key in ("owner", "owner_id_type", "owner_id_no"))
    return [
        (f"party_{block}", party),
        (f"office_{block}", owner["registration_authority"]),
        (f"day_{block}", owner["registration_date"]),
        (f"plate_{block}", owner["plate_no"]),
    ]


def invent_details(rng: Random, vehicle: Vehicle) -> Entry:
    """Return rows 5 to 34 beyond what the licence of the vehicle says."""
    brand, _, model = vehicle.brand_model.partition("牌")
    electric, lorry = vehicle.energy_type == "电", vehicle.approved_load != NOTHING
    length, width, height = map(int, vehicle.overall_dimension.removesuffix("mm").split("×"))
    power = rng.randint(60, 320)
    made = date.fromisoformat(vehicle.register_date) - timedelta(days=rng.randint(12, 90))
    return {
        "brand": f"{brand}牌",
        "model": model,
        "body_color": rng.choice(COLOURS),
        "domestic_or_imported": "国产",
        "engine_model": f"{rng.choice(('YC', 'CA', 'QL'))}{digits(rng, 3)}-{rng.randint(10, 60)}",
        "fuel_type": vehicle.energy_type,
        "displacement_power": f"{NOTHING if electric else digits(rng, 4)}ml/{power}kw",
        "manufacturer": rng.choice(("样张汽车制造有限公司", "青湖专用汽车股份有限公司")),
        "steering": "方向盘",
        "track": f"前{width - 300}后{width - 420}mm",
        "tyre_count": "6" if lorry else "4",
        "tyre_size": rng.choice(
            ("7.00R16LT", "11R22.5", "295/80R22.5") if lorry else ("205/55R16",)
        ),
        "springs": f"后轴{rng.randint(3, 9)}片" if lorry else NOTHING,
        "wheelbase": f"{length // 2 // 10 * 10}mm",
        "axle_count": "2",
        "cargo_dimension": f"{length - 1800}×{width - 150}×{height - 900}mm" if lorry else NOTHING,
        "cab_passengers": vehicle.approved_passengers if lorry else NOTHING,
        "approved_passengers": NOTHING if lorry else vehicle.approved_passengers,
        "acquisition": "购买",
        "production_date": made.isoformat(),
        "issue_date": vehicle.register_date,
    }


def invent_records(rng: Random, vehicle: Vehicle, owner: Entry) -> list[Entry]:
    """Return the entries of a register page: a mortgage, most often its release, then a sale."""
    day = date.fromisoformat(vehicle.register_date)
    since, bank = (TODAY - day).days, rng.choice(words().firm.banks)
    entries: list[Entry] = [
        {
            "title": "抵押登记",
            "mortgagee": bank,
            "party_id_no": credit_code(rng, "310115"),
            "mortgage_date": (day + timedelta(days=3)).isoformat(),
        }
    ]
    if rng.random() < 0.7:
        released = (day + timedelta(days=since // 2)).isoformat()
        entries.append({"title": "解除抵押", "release_date": released})
        if rng.random() < 0.6:
            sold = {"title": "转移登记", "new_owner": owner["owner"]}
            sold |= {"party_id_no": owner["owner_id_no"]}
            entries.append(
                sold | {"transfer_date": (day + timedelta(days=since // 2 + 40)).isoformat()}
            )
    return [{key: entry.get(key) for key in COLUMNS} for entry in entries]


def written(entry: Entry) -> str:
    """Return an entry of the register as it is printed, one line for each part."""
    number = entry["party_id_no"] or ""
    kind = "居民身份证" if number[:17].isdigit() else "统一社会信用代码"
    lines = {**entry, "party_id_no": number and f"{kind}/{number}"}
    return "\n".join(
        [entry["title"] or "", *(f"{LABELS[key]}：{lines[key]}" for key in LABELS if lines[key])]
    )


CONTENTS: dict[str, Content] = {"vehicle_registration_cert": of_certificate}
