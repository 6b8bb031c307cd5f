"""What invoices for used vehicles say."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.firms import Firm
from eval.specimens.facts.invoices import CIPHER
from eval.specimens.facts.money import cents, in_words
from eval.specimens.facts.people import TODAY, Person, invent_name
from intake.feeds.population.numbers import digits


def of_used_sale(facts: Facts) -> Fields:
    """The sale of a used vehicle from the person to the firm, at a market or an auction."""
    rng = chance(facts, "used sale")
    code, number = digits(rng, 12), digits(rng, 8)
    price = Decimal(rng.randint(8, 220) * 1000 + rng.choice((0, 500, 800)))
    day = TODAY - timedelta(days=rng.randrange(1, 6 * 365))
    vehicle = facts.vehicle
    return {
        "invoice_code": code,
        "invoice_number": number,
        "digital_number": digital_number(rng, day),
        "invoice_date": day.isoformat(),
        "machine_printed_code": code,
        "machine_printed_number": number,
        "machine_no": digits(rng, 12),
        "cipher": "".join(rng.choices(CIPHER, k=152)),
        "plate_no": vehicle.plate_no,
        "registration_cert_no": digits(rng, 12),
        "vehicle_type": vehicle.vehicle_type,
        "vin": vehicle.vin,
        "brand_model": vehicle.brand_model,
        "transfer_in_office": rng.choice(("样张市公安局车辆管理所", "青湖市车辆管理所")),
        "total_cn": in_words(price),
        "total": str(cents(price)),
        "remark": rng.choice((None, "按简易办法计税")),
        "drawer": invent_name(rng, woman=True)[0],
        **parties(rng, facts),
        **dealers(rng, facts.firm),
    }


def parties(rng: Random, facts: Facts) -> dict[str, str]:
    """Return buyer and seller: the person and the firm, either way round."""
    person, firm = of_person(rng, facts.person), of_firm(facts.firm)
    buyer, seller = rng.sample((person, firm), 2)
    return {f"buyer_{key}": told for key, told in buyer.items()} | {
        f"seller_{key}": told for key, told in seller.items()
    }


def of_person(rng: Random, person: Person) -> dict[str, str]:
    """Return what the invoice says of a person."""
    phone = f"13{digits(rng, 9)}"
    return {
        "name": person.name,
        "id": person.id_number,
        "address": person.address,
        "phone": phone,
    }


def of_firm(firm: Firm) -> dict[str, str]:
    """Return what the invoice says of a firm."""
    return {"name": firm.name, "id": firm.uscc, "address": firm.address, "phone": firm.phone}


def dealers(rng: Random, firm: Firm) -> dict[str, str | None]:
    """Return the auction house or the market through which the vehicle was sold."""
    own = {
        "name": f"样张市{rng.choice(('众诚', '青松', '捷信'))}旧机动车交易市场有限公司",
        "tax_id": firm.uscc,
        "address": f"样张市样张区{rng.choice(('青云路', '望湖路'))}{rng.randint(1, 999)}号",
        "bank_account": f"{firm.bank} {digits(rng, 16)}",
        "phone": f"021-{digits(rng, 8)}",
    }
    chosen, other = rng.sample(("auction", "market"), 2)
    return {f"{chosen}_{key}": told for key, told in own.items()} | {
        f"{other}_{key}": None for key in own
    }


def digital_number(rng: Random, day: date) -> str:
    """Return the 20-digit number of a digital invoice of a day."""
    return f"{day:%y}31{rng.choice('12')}{rng.randrange(10**15):015d}"


CONTENTS: dict[str, Content] = {"used_vehicle_invoice": of_used_sale}
