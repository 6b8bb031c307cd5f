"""What each type of paper says, taken from the facts a specimen is about."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from random import Random

from eval.specimens.facts import Facts, invent_facts
from eval.specimens.forms import Value
from models.specs import need

Fields = Mapping[str, Value]

TYPES = (
    "id_card_front",
    "id_card_back",
    "business_licence",
    "vehicle_licence_main",
    "vehicle_licence_sub",
    "driving_licence_main",
    "driving_licence_sub",
    "road_transport_operation_licence",
    "vehicle_inspection_report",
    "motor_vehicle_sale_invoice",
    "vat_invoice",
    "vat_invoice_digital",
)
"""Ids of the document types that have specimens."""

PAIRS = (
    "id_card_front+id_card_back",
    "vehicle_licence_main+vehicle_licence_sub",
    "driving_licence_main+driving_licence_sub",
)
"""Papers usually photographed together."""

PRINTED_ONLY = frozenset({"legal_representative_label", "qr", "cipher"})
"""What a form prints that is no field of the paper."""

FREIGHT = frozenset({"road_transport_operation_licence", "vehicle_inspection_report"})
"""Types that are about a lorry of a firm."""


def of_person(facts: Facts) -> Fields:
    """Both sides of an identity card."""
    return asdict(facts.person)


def of_firm(facts: Facts) -> Fields:
    """A business licence, with the label of its head and the address its code leads to."""
    code = f"http://www.gsxt.gov.cn/index.html?uniscid={facts.firm.uscc}"
    return asdict(facts.firm) | {"qr": code}


def of_vehicle(facts: Facts) -> Fields:
    """Both pages of a vehicle licence."""
    return asdict(facts.vehicle)


def of_driver(facts: Facts) -> Fields:
    """Both pages of a driving licence."""
    return asdict(facts.driver)


def of_permit(facts: Facts) -> Fields:
    """A road transport permit."""
    return asdict(facts.permit)


def of_inspection(facts: Facts) -> Fields:
    """An inspection report with what it repeats of the vehicle."""
    return asdict(facts.vehicle) | asdict(facts.inspection)


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
    return asdict(invoice) | {"invoice_number": invoice.digital_number, "qr": code}


FIELDS: dict[str, Callable[[Facts], Fields]] = {
    "id_card_front": of_person,
    "id_card_back": of_person,
    "business_licence": of_firm,
    "vehicle_licence_main": of_vehicle,
    "vehicle_licence_sub": of_vehicle,
    "driving_licence_main": of_driver,
    "driving_licence_sub": of_driver,
    "road_transport_operation_licence": of_permit,
    "vehicle_inspection_report": of_inspection,
    "motor_vehicle_sale_invoice": of_sale,
    "vat_invoice": of_invoice,
    "vat_invoice_digital": of_digital_invoice,
}
"""For each document type, what its fields say."""

FIRM_KINDS = {"licensed": ("company", "sole", "joint", "branch", "partners"), "trader": ("trader",)}
"""Variants of the business licence and the kinds of firm they are for."""
INVOICE_KINDS = frozenset({"special", "ordinary", "electronic", "digital", "digital_special"})


def facts_for(type_id: str, variant: str, rng: Random) -> Facts:
    """Invent facts that suit a type and the variant its layout is for.

    Raises:
        SpecError: There is no such variant.
    """
    need(type_id, "variant", [variant] if variant else [], {*FIRM_KINDS, *INVOICE_KINDS})
    return invent_facts(
        rng,
        firm_kind=rng.choice(FIRM_KINDS.get(variant, ("company",))),
        invoice_kind=variant if variant in INVOICE_KINDS else "digital",
        freight=bool(FREIGHT & set(type_id.split("+"))),
    )
