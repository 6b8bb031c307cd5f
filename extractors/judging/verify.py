"""Weigh a paper's fields against each other, and say whether the paper is still valid."""

from collections.abc import Mapping
from datetime import date

from extractors.checks.dates import last_day
from extractors.judging.calibration import calibrated
from extractors.judging.comparison import Comparison, CrossCheck
from extractors.judging.consistency import CROSS_CHECKS
from extractors.judging.given import compare_given
from extractors.judging.payloads import read_invoice_qr
from extractors.quality import advise
from models.records import Barcode, Document, Evidence, FieldValue, Page, State, Support, Warning
from models.specs import DocumentType

SETTLED = frozenset({Support.GIVEN, Support.REFUTED})
"""Agreeing with another field adds nothing to these."""


def verify(
    document: Document,
    page: Page,
    types: Mapping[str, DocumentType],
    today: date,
    checks: Mapping[str, CrossCheck] = CROSS_CHECKS,
) -> Document:
    """Return the document with what its fields prove about each other, and its warnings.

    Fields that contradict each other are to be confirmed, with a warning. A value that only the
    invoice's QR code holds is taken from there. What then speaks for each value decides how often
    such values are right, and so whether it is sure.
    """
    kind = types.get(document.type)
    if kind is None:
        return document.model_copy(update={"warnings": document.warnings + _advice(document, page)})
    codes = tuple(code for code in page.barcodes if _on(code, document))
    document = _supplemented(document, codes, page.number)
    compared = [c for name in kind.cross_checks for c in checks[name](document, codes)]
    compared += compare_given(kind, document, page)
    weighed = (_weighed(field, compared) for field in document.fields)
    fields = tuple(calibrated(field, kind.id, document.quality) for field in weighed)
    told = [Warning(code=c.code, message=c.message) for c in compared if not c.agree]
    warnings = [*document.warnings, *told]
    update = {
        "fields": fields,
        "warnings": (*_advice(document, page), *warnings, *_expiry(document, kind, today)),
    }
    return document.model_copy(update=update)


def _weighed(field: FieldValue, compared: list[Comparison]) -> FieldValue:
    about = [c for c in compared if field.key in c.keys]
    if not field.text or not about:
        return field
    if not all(c.agree for c in about):
        return field.model_copy(update={"support": Support.REFUTED})
    proven = any(c.proves for c in about) and field.support not in SETTLED
    return field.model_copy(update={"support": Support.PROVEN}) if proven else field


def _supplemented(document: Document, codes: tuple[Barcode, ...], page: int) -> Document:
    """Fill fields that were not read from the invoice's QR code."""
    for code in codes:
        payload = read_invoice_qr(code.text)
        if payload is None:
            continue
        held = payload.fields()
        fields = tuple(
            _from_code(field, held[field.key], code, page)
            if field.key in held and _weak(field)
            else field
            for field in document.fields
        )
        document = document.model_copy(update={"fields": fields})
    return document


def _weak(field: FieldValue) -> bool:
    """Tell whether a reading says less than the code: none, or one that fails its own check."""
    failed = bool(field.check and not field.check.passed)
    repaired = bool(field.repair) and field.support is not Support.GIVEN
    return field.state is State.UNREAD or failed or repaired


def _from_code(field: FieldValue, value: str, code: Barcode, page: int) -> FieldValue:
    return field.model_copy(
        update={
            "value": value,
            "raw": code.text,
            "score": 1.0,
            "support": Support.PROVEN,
            "state": State.CONFIRM,
            "evidence": Evidence(page=page, box=code.box),
            "check": None,
            "repair": "取自二维码" if field.value is None else f"{field.text}→{value}：取自二维码",
        }
    )


def _expiry(document: Document, kind: DocumentType, today: date) -> tuple[Warning, ...]:
    field = document.field(kind.expires) if kind.expires else None
    if not field or (field.check and not field.check.passed):
        return ()
    ends = last_day(field.text)
    if ends is None or ends >= today:
        return ()
    message = f"{kind.title}有效期至 {field.text}，已经过期，请换领新证后上传。"
    return (Warning(code="expired", message=message),)


def _advice(document: Document, page: Page) -> tuple[Warning, ...]:
    """Return how to take a better picture; what was never photographed needs none."""
    photographed = document.quality and not page.text_layer
    return advise(document.quality) if photographed and document.quality else ()


def _on(code: Barcode, document: Document) -> bool:
    """Tell whether a barcode lies on or close to the paper."""
    if document.box is None:
        return True
    left, top, right, bottom = document.box
    margin = (bottom - top) / 5
    x, y = (code.box[0] + code.box[2]) / 2, (code.box[1] + code.box[3]) / 2
    return left - margin <= x <= right + margin and top - margin <= y <= bottom + margin
