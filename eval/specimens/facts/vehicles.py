"""Invented vehicles with their licences and inspection reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eval.specimens.facts.people import (
    TODAY,
    invent_name,
    invent_traffic_police,
    years_between,
)
from intake.feeds.population.numbers import digits, plate, vehicle_number
from intake.feeds.population.words import Region, VehicleKind, words

NOTHING = "--"
"""What a licence prints where a vehicle has no such value."""
PERSON_KG = 65
"""Mass a licence reckons for one person."""


@dataclass(frozen=True)
class Vehicle:
    """A vehicle; attribute names are the field keys of main page and sub page."""

    plate_no: str
    vehicle_type: str
    owner: str
    address: str
    use_character: str
    brand_model: str
    vin: str
    engine_no: str
    register_date: str
    issue_date: str
    issuing_authority: str
    file_no: str
    approved_passengers: str
    gross_mass: str
    curb_mass: str
    approved_load: str
    overall_dimension: str
    traction_mass: str
    remarks: str | None
    inspection_record: str | None
    energy_type: str
    barcode_no: str


@dataclass(frozen=True)
class Inspection:
    """An inspection report beyond what it repeats of the vehicle; keys of the paper."""

    report_no: str
    agency: str
    cma_no: str
    inspection_type: str
    inspection_date: str
    production_date: str
    odometer: str
    conclusion: str
    technical_level: str
    valid_to: str
    signer: str


def invent_vehicle(
    rng: Random, region: Region, owner: str, address: str, *, freight: bool = False
) -> Vehicle:
    """Return a vehicle whose masses add up; ``freight`` asks for a lorry or tractor."""
    kinds = [kind for kind in words().vehicle.kind if "货运" in kind.use or not freight]
    kind = rng.choice(kinds)
    registered = date(2017, 2, 1) + timedelta(days=rng.randrange(9 * 365))
    number = plate(rng, region.plate, kind=kind.plate)
    due = month_of_next_test(registered)
    stamp = f"检验有效期至{due:%Y年%m月}{number[:2]}({rng.choice(('01', '03', '16', '样张'))})"
    return Vehicle(
        plate_no=number,
        vehicle_type=kind.vehicle_type,
        owner=owner,
        address=address,
        use_character="货运" if freight else rng.choice(kind.use),
        brand_model=invent_model(rng, kind),
        vin=vehicle_number(rng, rng.choice(words().vehicle.makers), registered.year),
        engine_no=invent_engine(rng),
        register_date=registered.isoformat(),
        issue_date=(registered + timedelta(days=rng.choice((0, 0, 1, 400)))).isoformat(),
        issuing_authority=invent_traffic_police(rng),
        file_no=digits(rng, 12),
        remarks=rng.choice((None, None, f"强制报废期止:{registered.year + 15}-{registered:%m-%d}")),
        inspection_record=stamp,
        energy_type=rng.choice(kind.energy),
        barcode_no=digits(rng, 13),
        **invent_masses(rng, kind),
    )


def month_of_next_test(registered: date) -> date:
    """Return the first day of the month up to which the yearly test is valid."""
    year = TODAY.year if registered.month > TODAY.month else TODAY.year + 1
    return date(max(year, registered.year + 1), registered.month, 1)


def invent_masses(rng: Random, kind: VehicleKind) -> dict[str, str]:
    """Return masses, seats and dimensions that agree with each other."""
    seats = rng.randint(*kind.passengers)
    curb = rng.randrange(kind.curb[0], kind.curb[1], 5)
    load = rng.randrange(kind.load[0], kind.load[1], 5) if kind.load else 0
    size = (side - rng.randrange(0, 60, 5) for side in kind.size)
    return {
        "approved_passengers": f"{seats}人",
        "curb_mass": f"{curb}kg",
        "gross_mass": f"{curb + load + seats * PERSON_KG}kg",
        "approved_load": f"{load}kg" if load else NOTHING,
        "traction_mass": f"{kind.towing}kg" if kind.towing else NOTHING,
        "overall_dimension": "×".join(map(str, size)) + "mm",
    }


def invent_model(rng: Random, kind: VehicleKind) -> str:
    """Return a brand with a model code."""
    brand, prefix = rng.choice(words().vehicle.brands).split(":")
    tail = "".join(rng.choices("ABCDEFGHJKLMNPRTXY", k=rng.randint(2, 4)))
    return f"{brand}{prefix}{kind.model}{tail}{rng.choice(('', '5', '6', '6A'))}"


def invent_engine(rng: Random) -> str:
    """Return an engine number of one of the usual shapes."""
    letters = "ABCDEFGHJKLMNPRSTVWXY"
    prefix = "".join(rng.choices(letters, k=rng.randint(0, 2)))
    middle = rng.choice(("", rng.choice(letters)))
    return f"{prefix}{digits(rng, 3)}{middle}{digits(rng, rng.randint(3, 5))}"


def invent_inspection(rng: Random, vehicle: Vehicle) -> Inspection:
    """Return the last report of a vehicle that passed, valid for a year from its month."""
    due = month_of_next_test(date.fromisoformat(vehicle.register_date))
    month_end = (due.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    tested = date(due.year - 1, due.month, rng.randint(1, 20))
    if tested > TODAY:
        tested = TODAY - timedelta(days=rng.randint(1, 30))
    registered = date.fromisoformat(vehicle.register_date)
    return Inspection(
        report_no=f"YZ{vehicle.vin[-6:]}{tested:%y%m%d}{rng.randrange(1000):03d}",
        agency=f"样张市{rng.choice(('众安', '安驰', '云溪', '捷信'))}机动车检测有限公司",
        cma_no=digits(rng, 12),
        inspection_type=rng.choice(("在用机动车检验", "在用车检验")),
        inspection_date=tested.isoformat(),
        production_date=(registered - timedelta(days=rng.randint(12, 90))).isoformat(),
        odometer=str(max(1, years_between(registered, TODAY)) * rng.randint(9000, 60000)),
        conclusion="合格",
        technical_level=rng.choice(("一级", "一级", "二级")),
        valid_to=month_end.isoformat(),
        signer=invent_name(rng, woman=False)[0],
    )
