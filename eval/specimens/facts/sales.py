"""Invented invoices for the sale of a motor vehicle."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eval.specimens.facts.firms import Firm
from eval.specimens.facts.invoices import CIPHER
from eval.specimens.facts.money import cents, in_words
from eval.specimens.facts.people import Person, invent_name
from eval.specimens.facts.vehicles import Vehicle
from intake.feeds.population.numbers import digits

RATES = ((date(2019, 4, 1), 13), (date(2018, 5, 1), 16), (date.min, 17))
"""Since when which rate of VAT (percent) was due on vehicles, latest first."""


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


def invent_sale(rng: Random, vehicle: Vehicle, buyer: Person | Firm, seller: Firm) -> Sale:
    """Return the invoice with which a vehicle was sold, shortly before it was registered."""
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
        buyer_tax_id=buyer.uscc if isinstance(buyer, Firm) else None,
        vehicle_type=vehicle.vehicle_type.replace("小型轿车", "轿车"),
        brand_model=vehicle.brand_model,
        origin=rng.choice(("样张市", "青湖市", "上海市样张区")),
        certificate_no="Y" + vehicle.vin[:2] + digits(rng, 12),
        import_certificate_no=None,
        inspection_no=None,
        tax_payment_no=None,
        engine_no=vehicle.engine_no,
        vin=vehicle.vin,
        tonnage=str(int(load) / 1000) if load.isdigit() else "-",
        passenger_limit=vehicle.approved_passengers.removesuffix("人"),
        remark=rng.choice((None, "一车一票")),
        drawer=invent_name(rng, woman=True)[0],
        **invent_price(rng, day),
        **seller_of(rng, seller),
    )


def invent_price(rng: Random, day: date) -> dict[str, str]:
    """Return a price with the tax in it at the rate of the day."""
    price = Decimal(rng.randint(60, 520) * 1000 + rng.choice((0, 800, 500)))
    rate = next(rate for since, rate in RATES if day >= since)
    pretax = cents(price * 100 / (100 + rate))
    return {
        "total_cn": in_words(price),
        "total": str(cents(price)),
        "tax_rate": f"{rate}%",
        "tax": str(price - pretax),
        "pretax_amount": str(pretax),
    }


def seller_of(rng: Random, seller: Firm) -> dict[str, str]:
    """Return what the invoice says of the seller and its tax office."""
    return {
        "seller_name": seller.name,
        "seller_phone": seller.phone,
        "seller_tax_id": seller.uscc,
        "seller_account": seller.account,
        "seller_address": seller.address,
        "seller_bank": seller.bank,
        "tax_authority": "国家税务总局样张市税务局",
        "tax_authority_code": digits(rng, 11),
    }
