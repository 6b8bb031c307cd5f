"""Invented invoices whose amounts add up."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eval.specimens.facts.firms import Firm
from eval.specimens.facts.money import cents, in_words
from eval.specimens.facts.people import invent_name
from intake.feeds.population.numbers import digits
from intake.feeds.population.words import Region

Row = dict[str, str | None]
Goods = tuple[str, str | None, str, str, tuple[int, int]]

GOODS: tuple[Goods, ...] = (
    ("*运输服务*国内道路货物运输服务", None, "次", "9%", (300, 9000)),
    ("*物流辅助服务*装卸搬运费", None, "吨", "6%", (15, 120)),
    ("*信息技术服务*技术服务费", None, "项", "6%", (1000, 60000)),
    ("*经营租赁*叉车租赁费", "CPD30", "台", "13%", (800, 4800)),
    ("*机动车零部件*轮胎", "12R22.5", "条", "13%", (900, 2400)),
    ("*纸制品*复印纸", "A4 70g", "箱", "13%", (90, 260)),
    ("*劳务*车辆维修费", None, "次", "13%", (120, 8000)),
    ("*汽油*92号汽油", "92#", "升", "13%", (6, 9)),
)
"""Name, specification, unit, rate and range of prices (yuan) of what is sold."""

CARRIAGE: dict[str, Goods] = {
    "freight": ("*运输服务*国内道路货物运输服务", None, "吨", "9%", (80, 900)),
    "passenger": ("*运输服务*国内旅客运输服务", None, "人", "9%", (20, 300)),
}
"""What the invoices of carriers sell: the one thing on them, by the kind of invoice."""

CIPHER = "0123456789+-*/<>"


@dataclass(frozen=True)
class Invoice:
    """A VAT invoice; attribute names are the field keys of the paper."""

    title: str
    invoice_code: str
    invoice_number: str
    digital_number: str
    invoice_date: str
    check_code: str
    machine_no: str
    cipher: str
    buyer_name: str
    buyer_tax_id: str | None
    buyer_address_phone: str | None
    buyer_bank_account: str | None
    items: list[Row]
    total_amount: str
    total_tax: str
    total_cn: str
    total: str
    seller_name: str
    seller_tax_id: str
    seller_address_phone: str
    seller_bank_account: str
    remarks: str | None
    payee: str | None
    reviewer: str | None
    drawer: str


def invent_invoice(rng: Random, region: Region, buyer: Firm, seller: Firm, kind: str) -> Invoice:
    """Return an invoice of a kind: ``special``, ``ordinary``, ``electronic`` or ``digital``."""
    sold = rng.sample(GOODS, rng.choice((1, 1, 2, 3, 4)))
    items = [invent_item(rng, goods) for goods in ([CARRIAGE[kind]] if kind in CARRIAGE else sold)]
    amount = sum((Decimal(row["amount"] or 0) for row in items), Decimal())
    tax = sum((Decimal(row["tax"] or 0) for row in items), Decimal())
    day = date(2021, 1, 4) + timedelta(days=rng.randrange(5 * 365))
    ordinary = kind != "special"
    private = "special" not in kind and rng.random() < 0.3
    return Invoice(
        title=title_of(kind, region),
        invoice_code=digits(rng, 12 if kind == "electronic" else 10),
        invoice_number=digits(rng, 8),
        digital_number=f"{day:%y}{region.code[:2]}{rng.choice('12')}{rng.randrange(10**15):015d}",
        invoice_date=day.isoformat(),
        check_code=digits(rng, 20),
        machine_no=digits(rng, 12),
        cipher="".join(rng.choices(CIPHER, k=112)),
        buyer_name=invent_name(rng, woman=False)[0] if private else buyer.name,
        buyer_tax_id=None if private else buyer.uscc,
        buyer_address_phone=None if ordinary else f"{buyer.address} {buyer.phone}",
        buyer_bank_account=None if ordinary else f"{buyer.bank} {buyer.account}",
        items=items,
        total_amount=str(cents(amount)),
        total_tax=str(cents(tax)),
        total_cn=in_words(amount + tax),
        total=str(cents(amount + tax)),
        seller_name=seller.name,
        seller_tax_id=seller.uscc,
        seller_address_phone=f"{seller.address} {seller.phone}",
        seller_bank_account=f"{seller.bank} {seller.account}",
        remarks=rng.choice((None, f"订单号:{digits(rng, 11)}", "合同编号:样张2026-018")),
        payee=rng.choice((None, invent_name(rng, woman=True)[0])),
        reviewer=rng.choice((None, invent_name(rng, woman=False)[0])),
        drawer=invent_name(rng, woman=True)[0],
    )


def title_of(kind: str, region: Region) -> str:
    """Return the printed title of an invoice."""
    place = region.province.rstrip("省市")
    return {
        "special": f"{place}增值税专用发票",
        "ordinary": f"{place}增值税普通发票",
        "electronic": f"{place}增值税电子普通发票",
        "digital_special": "电子发票（增值税专用发票）",
        "digital": "电子发票（普通发票）",
        "freight": "电子发票（增值税专用发票）",
        "passenger": "电子发票（普通发票）",
    }[kind]


def invent_item(rng: Random, goods: Goods) -> Row:
    """Return one row of an invoice; quantity, price, amount and tax agree."""
    name, spec, unit, rate, (low, high) = goods
    quantity = Decimal(rng.choice((1, 1, 2, 3, 10, 36, 90)))
    price = cents(Decimal(rng.randint(low * 100, high * 100)) / 100)
    amount = cents(quantity * price)
    return {
        "name": name,
        "spec": spec,
        "unit": unit,
        "quantity": str(quantity),
        "unit_price": str(price),
        "amount": str(amount),
        "tax_rate": rate,
        "tax": str(cents(amount * Decimal(rate.rstrip("%")) / 100)),
    }
