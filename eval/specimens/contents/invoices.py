"""What invoices say."""

from dataclasses import asdict

from eval.specimens.contents.content import Content, Fields
from eval.specimens.facts import Facts


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


CONTENTS: dict[str, Content] = {
    "motor_vehicle_sale_invoice": of_sale,
    "vat_invoice": of_invoice,
    "vat_invoice_digital": of_digital_invoice,
}
