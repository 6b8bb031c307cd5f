"""What tax certificates and slips for payments to the state say."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.money import cents, in_words
from eval.specimens.facts.people import TODAY, invent_name
from eval.specimens.forms import Value
from intake.feeds.population.numbers import digits

Row = dict[str, str | None]

TAXES = (
    ("车辆购置税", "车辆购置税"),
    ("车船税", "1.6升以上至2.0升（含）的乘用车"),
    ("增值税", "货物运输服务"),
    ("城市维护建设税", "市区（增值税附征）"),
)
"""A tax and the item it is levied on."""
FEES = (
    ("103044201", "机动车号牌工本费", "副", "100.00"),
    ("103044202", "机动车行驶证工本费", "本", "15.00"),
    ("103044203", "机动车登记证书工本费", "本", "10.00"),
    ("103050101", "交通违法罚没收入", "次", "200.00"),
    ("103070602", "城市道路占用挖掘修复费", "平方米", "12.50"),
)
"""Code, name, unit and rate (yuan) of a fee."""


def of_certificate(facts: Facts) -> Fields:
    """A tax certificate; the booklet prints the vehicle, the sheet the rows of taxes."""
    rng = chance(facts, "tax")
    day = TODAY - timedelta(days=rng.randrange(1, 7 * 365))
    rows = [tax_row(rng, tax, day) for tax in rng.sample(TAXES, rng.randint(1, 3))]
    vehicle = facts.vehicle
    return {
        "certificate_no": digits(rng, rng.choice((8, 18))),
        "tax_authority": rng.choice(("国家税务总局样张市税务局", "国家税务总局青湖市税务局")),
        "issue_date": day.isoformat(),
        "taxpayer_id": facts.firm.uscc,
        "taxpayer_name": facts.firm.name,
        "details": rows,
        **summed(rows),
        "remarks": f"车架号:{vehicle.vin}",
        "drawer": invent_name(rng, woman=True)[0],
        "brand_model": vehicle.brand_model,
        "engine_no": vehicle.engine_no,
        "vin": vehicle.vin,
        "plate_no": vehicle.plate_no,
        "levy": rng.choice(("征税", "征税", "免税")),
    }


def tax_row(rng: Random, tax: tuple[str, str], day: date) -> Row:
    """Return one paid tax."""
    kind, item = tax
    paid = day - timedelta(days=rng.randrange(5))
    first = paid.replace(day=1)
    return {
        "voucher_no": digits(rng, 18),
        "tax_type": kind,
        "item": item,
        "period": f"{first}至{paid}",
        "paid_date": paid.isoformat(),
        "amount": str(cents(Decimal(rng.randint(3000, 4_000_000)) / 100)),
    }


def of_payment(facts: Facts) -> Fields:
    """A slip for a payment to the state."""
    rng = chance(facts, "payment")
    rows = [fee_row(rng, fee) for fee in rng.sample(FEES, rng.randint(1, 3))]
    day = TODAY - timedelta(days=rng.randrange(1, 4 * 365))
    return {
        "payment_code": digits(rng, 20),
        "issue_date": day.isoformat(),
        "collecting_unit": rng.choice(("样张市公安局交通警察总队", "样张市道路运输管理局")),
        "payer_name": rng.choice((facts.person.name, facts.firm.name)),
        "payer_account": rng.choice((None, facts.firm.account)),
        "payer_bank": rng.choice((None, facts.firm.bank)),
        "payee_name": "样张市财政局",
        "payee_account": digits(rng, 19),
        "payee_bank": facts.firm.bank,
        "items": rows,
        **summed(rows),
        "status": rng.choice(("已缴款", "未缴款")),
    }


def fee_row(rng: Random, fee: tuple[str, str, str, str]) -> Row:
    """Return one fee; quantity, rate and amount agree."""
    code, name, unit, rate = fee
    count = rng.choice((1, 1, 1, 2, 3, 12))
    return {
        "code": code,
        "name": name,
        "unit": unit,
        "quantity": str(count),
        "standard": rate,
        "amount": str(cents(Decimal(rate) * count)),
    }


def summed(rows: list[Row]) -> dict[str, Value]:
    """Return the sum of the rows' amounts in words and in figures."""
    total = sum((Decimal(row["amount"] or 0) for row in rows), Decimal())
    return {"total_cn": in_words(total), "total": str(cents(total))}


CONTENTS: dict[str, Content] = {
    "tax_clearance_cert": of_certificate,
    "payment_slip": of_payment,
}
