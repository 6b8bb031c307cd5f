"""Checks of form: a printed text in, its canonical value out, or ``ValueError`` in Chinese.

Every check is idempotent on what it returns. A wrong check digit on a text whose form is right
is the narrower ``CheckDigitError``, so that a caller may keep the value and ask a person.
"""

from collections.abc import Callable

from extractors.checks import (
    amounts,
    dates,
    enterprise,
    identity,
    papers,
    personal,
    receipts,
    registration,
    vehicle,
    words,
)
from extractors.checks.printed import CheckDigitError

Checker = Callable[[str], str]

CHECKS: dict[str, Checker] = {
    "account_no": papers.account_no,
    "address": papers.address,
    "any_invoice_number": papers.any_invoice_number,
    "authority": papers.authority,
    "bank_name": personal.bank_name,
    "blood_type": personal.blood_type,
    "brand": registration.brand,
    "card_kind": personal.card_kind,
    "card_number": enterprise.card_number,
    "check_code": papers.check_code,
    "cn_amount": amounts.cn_amount,
    "date": dates.date_of_day,
    "date_or_forever": dates.date_or_forever,
    "date_range": dates.date_range,
    "day_or_month": dates.day_or_month,
    "degree_no": personal.degree_no,
    "digital_invoice_number": papers.digital_invoice_number,
    "dimension": vehicle.dimension,
    "diploma_no": personal.diploma_no,
    "distance": receipts.distance,
    "engine_no": vehicle.engine_no,
    "file_no": vehicle.file_no,
    "height_cm": personal.height_cm,
    "holder_name": personal.holder_name,
    "id18": identity.id18,
    "invoice_code": papers.invoice_code,
    "invoice_number": papers.invoice_number,
    "licence_barcode": vehicle.licence_barcode,
    "licence_class": vehicle.licence_class,
    "machine_no": papers.machine_no,
    "masked_id": receipts.masked_id,
    "mass_kg": vehicle.mass_kg,
    "mass_kg_or_dash": vehicle.mass_kg_or_dash,
    "minute": receipts.minute,
    "money": amounts.money,
    "month": dates.month,
    "named_dimension": registration.named_dimension,
    "moved_from": personal.moved_from,
    "number": amounts.number,
    "number_or_dash": registration.number_or_dash,
    "party_id": registration.party_id,
    "payment_code": papers.payment_code,
    "percent": amounts.percent,
    "person_name": identity.person_name,
    "phone": identity.phone,
    "plate": vehicle.plate,
    "printed_amount": receipts.printed_amount,
    "receipt_code": receipts.receipt_code,
    "receipt_title": receipts.receipt_title,
    "registration_no": enterprise.registration_no,
    "road_permit_no": papers.road_permit_no,
    "road_transport_no": papers.road_transport_no,
    "seat": receipts.seat,
    "seats": vehicle.seats,
    "seats_or_dash": registration.seats_or_dash,
    "station": receipts.station,
    "tax_certificate_no": papers.tax_certificate_no,
    "service_phone": personal.service_phone,
    "tax_id": enterprise.tax_id,
    "tax_rate": amounts.tax_rate,
    "ticket_no": receipts.ticket_no,
    "ticket_serial": receipts.ticket_serial,
    "train_no": receipts.train_no,
    "transport_authority": registration.transport_authority,
    "uscc": enterprise.uscc,
    "valid_thru": personal.valid_thru,
    "vin": vehicle.vin,
    "vin_form": vehicle.vin_form,
} | words.WORD_CHECKS
"""By the name a declaration uses."""

__all__ = ["CHECKS", "CheckDigitError", "Checker"]
