"""Invented invoices whose amounts add up."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eval.specimens.facts.firms import Firm
from eval.specimens.facts.money import cents, in_words
from eval.specimens.facts.numbers import digits
from eval.specimens.facts.people import Person, invent_name
from eval.specimens.facts.vehicles import Vehicle
from eval.specimens.facts.words import Region

Row = dict[str, str | None]

GOODS = (
    ("*运输服务*国内道路货物运输服务", None, "次", "9%"),
    ("*物流辅助服务*装卸搬运费", None, "吨", "6%"),
    ("*信息技术服务*技术服务费", None, "项", "6%"),
    ("*经营租赁*叉车租赁费", "CPD30", "台", "13%"),
    ("*机动车零部件*轮胎", "12R22.5", "条", "13%"),
    ("*纸制品*复印纸", "A4 70g", "箱", "13%"),
    ("*劳务*车辆维修费", None, "次", "13%"),
    ("*汽油*92号汽油", "92#", "升", "13%"),
)
"""Name, specification, unit and rate of what is sold."""

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


@dataclass(frozen=True)
class Sale:
    """An invoice for the sale of a motor vehicle; attribute names are the paper's field keys."""

    invoice_code: str
    invoice_number: str
    invoice_date: str
    machine_printed_code: str
    machine_printed_number: str
    machine_no: str
    cipher: str
    buyer_name: str
    buyer_id: str | None
    buyer_tax_id: str | None
    vehicle_type: str
    brand_model: str
    origin: str
    certificate_no: str
    import_certificate_no: str | None
    inspection_no: str | None
    engine_no: str
    vin: str
    total_cn: str
    total: str
    seller_name: str
    seller_phone: str
    seller_tax_id: str
    seller_account: str
    seller_address: str
    seller_bank: str
    tax_rate: str
    tax: str
    tax_authority: str
    tax_authority_code: str
    pretax_amount: str
    tax_payment_no: str | None
    tonnage: str
    passenger_limit: str
    remark: str | None
    drawer: str


def invent_invoice(rng: Random, region: Region, buyer: Firm, seller: Firm, kind: str) -> Invoice:
    """Return an invoice of a kind: ``special``, ``ordinary``, ``electronic`` or ``digital``."""
    items = [invent_item(rng, name) for name in rng.sample(GOODS, rng.choice((1, 1, 2, 3, 4)))]
    amount = sum((Decimal(row["amount"] or 0) for row in items), Decimal())
    tax = sum((Decimal(row["tax"] or 0) for row in items), Decimal())
    day = date(2021, 1, 4) + timedelta(days=rng.randrange(5 * 365))
    ordinary = kind != "special"
    private = ordinary and rng.random() < 0.3
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
    }[kind]


def invent_item(rng: Random, goods: tuple[str, str | None, str, str]) -> Row:
    """Return one row of an invoice; quantity, price, amount and tax agree."""
    name, spec, unit, rate = goods
    quantity = Decimal(rng.choice((1, 1, 2, 3, 10, 36, 90)))
    price = cents(Decimal(rng.randint(1500, 480000)) / 100)
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


def invent_sale(rng: Random, vehicle: Vehicle, buyer: Person | Firm, seller: Firm) -> Sale:
    """Return the invoice with which a vehicle was sold, shortly before it was registered."""
    price = Decimal(rng.randint(60, 520) * 1000 + rng.choice((0, 800, 500)))
    pretax = cents(price / Decimal("1.13"))
    code, number = digits(rng, 12), f"{rng.randrange(10**8):08d}"
    day = date.fromisoformat(vehicle.register_date) - timedelta(days=rng.randint(1, 20))
    load = vehicle.approved_load.removesuffix("kg")
    return Sale(
        invoice_code=code,
        invoice_number=number,
        invoice_date=day.isoformat(),
        machine_printed_code=code,
        machine_printed_number=number,
        machine_no=digits(rng, 12),
        cipher="".join(rng.choices(CIPHER, k=190)),
        buyer_name=buyer.name,
        buyer_id=buyer.id_number if isinstance(buyer, Person) else None,
        buyer_tax_id=None if isinstance(buyer, Person) else buyer.uscc,
        vehicle_type=vehicle.vehicle_type.replace("小型轿车", "轿车"),
        brand_model=vehicle.brand_model,
        origin=rng.choice(("样张市", "青湖市", "上海市样张区")),
        certificate_no="Y" + vehicle.vin[:2] + digits(rng, 12),
        import_certificate_no=None,
        inspection_no=None,
        engine_no=vehicle.engine_no,
        vin=vehicle.vin,
        total_cn=in_words(price),
        total=str(cents(price)),
        seller_name=seller.name,
        seller_phone=seller.phone,
        seller_tax_id=seller.uscc,
        seller_account=seller.account,
        seller_address=seller.address,
        seller_bank=seller.bank,
        tax_rate="13%",
        tax=str(price - pretax),
        tax_authority="国家税务总局样张市税务局",
        tax_authority_code=digits(rng, 11),
        pretax_amount=str(pretax),
        tax_payment_no=None,
        tonnage=str(int(load) / 1000) if load.isdigit() else "-",
        passenger_limit=vehicle.approved_passengers.removesuffix("人"),
        remark=rng.choice((None, "一车一票")),
        drawer=invent_name(rng, woman=True)[0],
    )
