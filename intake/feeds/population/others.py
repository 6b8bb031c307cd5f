"""Invented ships, electric bicycles and what is owed for parking."""

from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.numbers import plate
from intake.feeds.population.people import STREETS
from intake.feeds.population.vehicles import KINDS


def invent_ship(maker: Maker, owner: Facts, **facts: object) -> Facts:
    """Return an inland cargo ship of a firm with its operation certificate."""
    name = maker.once(lambda: f"样张{maker.rng.choice(STREETS)}{maker.rng.randint(1, 999):03d}")
    ship: Facts = {
        "name": name,
        "owner": owner,
        "operator": owner["name"],
        "number": "CN20" + maker.number(9),
        "register_no": "310" + maker.number(9),
        "area": "内河",
        "kind": "货船",
        "type": "散货船",
        "gt": maker.rng.randint(400, 3000),
        "built": maker.years(-maker.rng.randint(16, 24)),
        "permit": {
            "holder": owner["uscc"],
            "no": "沪SJ" + maker.number(8),
            "valid_to": maker.years(2),
            "status": "有效",
        },
    }
    return maker.keep("ship", ship | facts)


def invent_ebike(maker: Maker, owner: Facts) -> Facts:
    """Return an old electric bicycle that was handed in, and the new one bought for it."""
    frame = "YZ" + maker.number(13)
    return maker.keep(
        "ebike",
        {
            "owner": owner,
            "plate_no": "沪C" + maker.number(6),
            "frame_no": "YZ" + maker.number(13),
            "battery": maker.rng.choice(("铅酸", "锂离子")),
            "registered": maker.years(-5),
            "deregistered": maker.day(-20),
            "new": {
                "frame_no": frame,
                "model": f"样张牌TDT{maker.number(4)}Z",
                "ccc_no": "2026" + maker.number(12),
                "battery": "铅酸",
                "price": f"{maker.rng.randint(2200, 4200)}.00",
                "invoice_no": maker.number(8),
                "store": f"样张{maker.rng.choice(STREETS)}电动车门店",
            },
        },
    )


def invent_arrears(maker: Maker, owner: Facts, count: int) -> Facts:
    """Return what a car's owner owes for parking by the road."""
    number = maker.once(lambda: plate(maker.rng, "沪", kind=KINDS["car"].plate))
    masked = {"masked": owner["id_no"][:6] + "********" + owner["id_no"][-4:]}
    return maker.keep(
        "arrears",
        {
            "plate_no": number,
            "plate_color": "蓝",
            "count": count,
            "total": f"{15 * count}.00",
            "bills": [
                {"lot": "样张路停车场", "day": maker.day(-30 * each), "amount": "15.00"}
                for each in range(1, count + 1)
            ],
            "first_day": maker.day(-30 * count),
            "owner": owner | masked,
        },
    )


def invent_lot(maker: Maker, community: str) -> Facts:
    """Return the roadside parking that serves a neighbourhood."""
    lots = {lot["community"]: lot for lot in maker.things["lot"]}
    number = f"YZ{len(lots) + 1:04d}"
    made = {"community": community, "number": number, "plan": "夜间包月"}
    return lots.get(community) or maker.keep("lot", made)


def invent_course(maker: Maker, person: Facts) -> Facts:
    """Return a course with places for every grade, which a person has not joined yet."""
    person["courses"] = {"holder": person["id_no"], "names": "样张课程", "sessions": "样张时段"}
    grades = "、".join(f"{each}年级" for each in "一二三四五")
    return maker.keep(
        "course",
        {"number": "YZ" + maker.number(6), "places": 20, "hours": 16, "grades": grades},
    )
