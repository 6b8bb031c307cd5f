"""What road transport certificates of vehicles say."""

from datetime import date, timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY, add_years
from eval.specimens.facts.vehicles import NOTHING, Vehicle
from intake.feeds.population.numbers import digits


def of_certificate(facts: Facts) -> Fields:
    """A road transport certificate, card or booklet, with a review that is still valid."""
    rng, vehicle, permit = chance(facts, "transport"), facts.vehicle, facts.permit
    first = date.fromisoformat(vehicle.register_date) + timedelta(days=rng.randint(2, 20))
    issued = max(first, date(2022, 1, 4) + timedelta(days=rng.randrange(1200)))
    length, width, height = vehicle.overall_dimension.removesuffix("mm").split("×")
    load = vehicle.approved_load
    tonnes = f"{int(load.removesuffix('kg')) / 1000:g}吨" if load != NOTHING else ""
    return {
        "certificate_no": f"{vehicle.plate_no[0]}交运管{rng.choice('市货')}字{digits(rng, 12)}号",
        "owner_name": permit.owner_name,
        "address": permit.address,
        "plate_no": vehicle.plate_no,
        "plate_color": plate_colour(vehicle),
        "business_licence_no": "".join(filter(str.isdigit, permit.licence_no)),
        "economic_type": permit.economic_type,
        "vehicle_type": vehicle.vehicle_type,
        "tonnage_or_seats": tonnes or f"{vehicle.approved_passengers.removesuffix('人')}座",
        "length": length,
        "width": width,
        "height": height,
        "business_scope": rng.choice(("道路普通货物运输", "货物专用运输（集装箱）", "普通货运")),
        "issuing_authority": permit.issuing_authority,
        "issue_date": issued.isoformat(),
        "first_issue_date": first.isoformat(),
        "valid_to": add_years(issued, 10).isoformat(),
        "review_valid_to": (TODAY + timedelta(days=rng.randint(5, 360))).isoformat(),
        "technical_level": rng.choice(("一级", "二级")),
        "remarks": rng.choice((None, "年审合格")),
    }


def plate_colour(vehicle: Vehicle) -> str:
    """Return the colour of a goods vehicle's plate: light ones are blue (GA 36)."""
    if len(vehicle.plate_no) == len("沪AD12345"):
        return "黄绿"
    return "蓝" if vehicle.vehicle_type.startswith(("轻型", "微型")) else "黄"


CONTENTS: dict[str, Content] = {"road_transport_cert": of_certificate}
