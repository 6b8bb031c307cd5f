"""What railway tickets and other receipts say."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.money import in_words
from eval.specimens.facts.people import TODAY
from intake.feeds.population.numbers import digits

STATIONS = {
    "青湖": "Qinghu",
    "松岚": "Songlan",
    "云溪南": "Yunxinan",
    "青湖东": "Qinghudong",
    "松岚北": "Songlanbei",
    "样张西": "Yangzhangxi",
}
"""Invented stations and how they are spelt in Latin letters."""
TRAINS = {
    "G": ("一等座", "二等座", "商务座"),
    "D": ("一等座", "二等座", "无座"),
    "K": ("新空调硬座", "新空调硬卧"),
    "": ("硬座",),
}
"""Letters of trains, and the classes they have."""
PRINTED_ONLY = {
    *("from_latin", "to_latin", "carriage", "gate"),
    *("plate", "time_on", "time_off", "wait", "entry", "exit", "issuer", "issuer_no"),
}
"""What these papers print that is no field of theirs."""
FACES = (1, 2, 5, 10, 20, 50, 100)
"""Amounts in yuan that fixed-amount receipts are printed for."""


def of_ticket(facts: Facts) -> Fields:
    """A railway ticket; its serial number ends with its number."""
    rng = chance(facts, "ticket")
    start, end = rng.sample(list(STATIONS), 2)
    letter = rng.choice(list(TRAINS))
    carriage = rng.choice(TRAINS[letter])
    number = rng.choice("ABCDEFGHJKLMNPQR") + digits(rng, 6)
    day = random_day(rng)
    identity = facts.person.id_number
    return {
        "ticket_no": rng.choice(("", f"{rng.choice('XYZ')}{digits(rng, 2)}")) + number,
        "from_station": start,
        "from_latin": STATIONS[start],
        "train_no": letter + digits(rng, rng.randint(1, 4) if letter else 4),
        "to_station": end,
        "to_latin": STATIONS[end],
        "depart_time": f"{day} {rng.randint(5, 23):02}:{rng.randrange(60):02}",
        "seat": seat(rng, carriage),
        "carriage": "" if carriage == "无座" else carriage,
        "price": f"{rng.randint(10, 900)}.{rng.choice('05')}",
        "id_masked": f"{identity[:10]}****{identity[14:]}",
        "passenger": facts.person.name,
        "serial": f"{digits(rng, 14)}{number}",
        "qr": digits(rng, 144),
        "gate": rng.choice(("A3", "12", "B7")),
    }


def seat(rng: Random, carriage: str) -> str:
    """Return a seat of a class of carriage."""
    coach = f"{rng.randint(1, 17):02}车"
    if carriage == "无座":
        return rng.choice((f"{coach}无座", "不对号入座"))
    if "卧" in carriage:
        return f"{coach}{rng.randint(1, 22):03}号{rng.choice('上中下')}铺"
    if "新空调" in carriage or carriage == "硬座":
        return f"{coach}{rng.randint(1, 118):03}号"
    return f"{coach}{rng.randint(1, 20):02}{rng.choice('ABCDF')}号"


def of_receipt(facts: Facts) -> Fields:
    """A receipt of the tax bureau; each edition prints the parts it has room for."""
    rng = chance(facts, "receipt")
    face = rng.choice(FACES)
    price = rng.choice(("2.30", "2.40", "2.50", "3.00", "1.80"))
    driven = Decimal(rng.randint(10, 480)) / 10
    on, wait = rng.randrange(24 * 60), rng.randrange(15)
    off = (on + rng.randint(6, 70)) % (24 * 60)
    amount = Decimal(price) * driven + rng.choice((0, 3, Decimal("2.5")))
    return {
        "invoice_code": digits(rng, 12),
        "invoice_number": digits(rng, 8),
        "amount_cn": in_words(Decimal(face)).replace("圆整", rng.choice(("元", "元整", "圆整"))),
        "amount": rng.choice((f"{amount:.2f}", f"{amount:.2f}", str(int(amount)))),
        "date": random_day(rng),
        "mileage": str(driven),
        "unit_price": price,
        "vehicle_class": rng.choice(("A", "B", "一型", "客1", "货3")),
        "plate": facts.vehicle.plate_no,
        "time_on": clock(on),
        "time_off": clock(off),
        "wait": f"00:{wait:02}:{rng.randrange(60):02}",
        "entry": rng.choice(list(STATIONS)) + "主站",
        "exit": rng.choice(list(STATIONS)),
        "issuer": facts.firm.name,
        "issuer_no": facts.firm.uscc,
    }


def clock(minutes: int) -> str:
    """Return minutes after midnight as a clock shows them."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def random_day(rng: Random) -> str:
    """Return a day of the last eight years."""
    return (TODAY - timedelta(days=rng.randrange(1, 8 * 365))).isoformat()


CONTENTS: dict[str, Content] = {"train_ticket": of_ticket, "other": of_receipt}
