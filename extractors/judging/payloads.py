"""What the QR codes of invoices and business licences say."""

import re
from decimal import Decimal

from extractors.checks import CHECKS
from models.records import Record

_DIGITAL_TYPES = frozenset({"31", "32"})
_LICENCE = re.compile(r"https?://(?:[a-z0-9-]+\.)*gsxt\.gov\.cn/\S*[?&]uniscid=([0-9A-Z]{18})\b")


class InvoiceQr(Record):
    """The QR code of a Chinese VAT invoice: ``01,type,code,number,amount,date,check code,…``."""

    type: str
    """01 special, 04 ordinary, 10 electronic ordinary, 31 and 32 fully digital …"""
    invoice_code: str
    """Empty on a fully digital invoice (数电票), which has none."""
    invoice_number: str
    amount: Decimal
    invoice_date: str
    check_code: str
    """Empty where the type has none."""

    def fields(self) -> dict[str, str]:
        """Return what the code holds by field key, in canonical form.

        The amount is without tax on older invoices and with tax on fully digital ones.
        """
        amount_key = "total" if self.type in _DIGITAL_TYPES else "total_amount"
        held = {
            "invoice_code": self.invoice_code,
            "invoice_number": self.invoice_number,
            amount_key: f"{self.amount:.2f}",
            "invoice_date": self.invoice_date,
            "check_code": self.check_code,
        }
        return {key: value for key, value in held.items() if value}


class BusinessLicenceQr(Record):
    """The QR code of a business licence: a link to the public register."""

    uscc: str


def read_invoice_qr(text: str) -> InvoiceQr | None:
    """Return what an invoice's QR code says, or None if the text is not of that kind.

    >>> read_invoice_qr("01,31,,24112000000048542163,4449.00,20240528,,B2B6").fields()["total"]
    '4449.00'
    """
    parts = text.split(",")
    if len(parts) < 7 or parts[0] != "01":
        return None
    _, kind, code, number, amount, day, check_code, *_ = parts
    number_check = "invoice_number" if code else "digital_invoice_number"
    try:
        return InvoiceQr(
            type=kind,
            invoice_code=code and CHECKS["invoice_code"](code),
            invoice_number=CHECKS[number_check](number),
            amount=Decimal(CHECKS["money"](amount)),
            invoice_date=CHECKS["date"](day),
            check_code=check_code and CHECKS["check_code"](check_code),
        )
    except ValueError:
        return None


def read_business_licence_qr(text: str) -> BusinessLicenceQr | None:
    """Return what a business licence's QR code says, or None if the text is not of that kind.

    The credit code stands in the link to the public register; its check digit must hold.
    """
    found = _LICENCE.match(text.strip())
    if not found:
        return None
    try:
        return BusinessLicenceQr(uscc=CHECKS["uscc"](found[1]))
    except ValueError:
        return None
