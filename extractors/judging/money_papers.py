"""Compare the fields of invoices, tickets, tax and payment papers with each other."""

from collections.abc import Iterator
from decimal import Decimal

from extractors.judging.comparison import (
    CENT,
    Comparison,
    CrossCheck,
    in_words_and_figures,
    number_of,
    texts_of,
)
from models.records import Barcode, Document


def ticket_matches_serial(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The serial number at the foot of a railway ticket ends with the number at its head."""
    texts = dict(texts_of(document, "ticket_no", "serial"))
    if len(texts) == 2:
        agree = texts["serial"].endswith(texts["ticket_no"][-7:])
        message = "车票上方的票号与下方编号不一致，请对照原件核实。"
        # A number lost under other print is taken from the foot and would prove itself.
        yield Comparison(agree, ("ticket_no", "serial"), "ticket_no_differs", message, proves=False)


def rows_add_up(table: str, column: str, total: str) -> CrossCheck:
    """Return a check that a column of a table adds up to a total."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        field, totals = document.field(table), dict(texts_of(document, total))
        rows = field.value if field and isinstance(field.value, list) else []
        amounts = [number_of(str(row.get(column))) for row in rows if isinstance(row, dict)]
        whole = number_of(totals.get(total, ""))
        known = [amount for amount in amounts if amount is not None]
        if known and len(known) == len(amounts) and whole is not None:
            agree = abs(sum(known, Decimal(0)) - whole) <= CENT
            message = "各行金额之和不等于合计金额，请对照原件核实。"
            yield Comparison(agree, (table, total), f"{table}_differ_from_total", message)

    return compare


MONEY_CHECKS: dict[str, CrossCheck] = {
    "amount_in_words_matches": in_words_and_figures("amount_cn", "amount"),
    "details_make_total": rows_add_up("details", "amount", "total"),
    "items_make_amount": rows_add_up("items", "amount", "total_amount"),
    "items_make_total": rows_add_up("items", "amount", "total"),
    "ticket_matches_serial": ticket_matches_serial,
}
"""By the name a document type uses."""
