"""What invoices say."""

from dataclasses import asdict
from datetime import date, timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts

PLACES = ("样张省青湖市", "样张省松岚市", "上海市样张区", "样张省云溪市")
"""Invented places between which carriers go."""


def of_sale(facts: Facts) -> Fields:
    """An invoice for the sale of a motor vehicle."""
    return asdict(facts.sale)


def of_invoice(facts: Facts) -> Fields:
    """A paper VAT invoice; the code on it gives the amount before tax."""
    invoice = facts.invoice
    day = invoice.invoice_date.replace("-", "")
    kind = "01" if "专用" in invoice.title else "10"
    head = f"01,{kind},{invoice.invoice_code},{invoice.invoice_number}"
    code = f"{head},{invoice.total_amount},{day},{invoice.check_code},A1B2,"
    return asdict(invoice) | {"qr": code}


def of_digital_invoice(facts: Facts) -> Fields:
    """A digital invoice: twenty digits and no code; the code on it gives the whole amount."""
    invoice = facts.invoice
    day = invoice.invoice_date.replace("-", "")
    kind = "31" if "专用" in invoice.title else "32"
    code = f"01,{kind},,{invoice.digital_number},{invoice.total},{day},,B2C3"
    told = {"invoice_number": invoice.digital_number, "trips": trips(facts), "qr": code}
    return asdict(invoice) | told


def trips(facts: Facts) -> list[dict[str, str | None]]:
    """Return the journeys of a carrier's invoice: of goods on a lorry, or of a passenger."""
    rng = chance(facts, "trips")
    start, end = rng.sample(PLACES, 2)
    if "货物" in (facts.invoice.items[0]["name"] or ""):
        return [
            {
                "vehicle_type": "公路运输",
                "plate": facts.vehicle.plate_no,
                "from": start,
                "to": end,
                "cargo": rng.choice(("机械配件", "日用百货", "建筑材料")),
            }
        ]
    day = date.fromisoformat(facts.invoice.invoice_date) - timedelta(days=rng.randint(1, 20))
    return [
        {
            "traveller": facts.person.name,
            "id_number": facts.person.id_number,
            "date": day.isoformat(),
            "from": start,
            "to": end,
            "level": rng.choice(("二等", "经济舱", "普通")),
            "vehicle_type": rng.choice(("汽车", "出租车", "轮船")),
        }
    ]


CONTENTS: dict[str, Content] = {
    "motor_vehicle_sale_invoice": of_sale,
    "vat_invoice": of_invoice,
    "vat_invoice_digital": of_digital_invoice,
}
