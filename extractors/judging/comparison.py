"""What comparing fields of one paper shows, and the comparisons that many papers share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractors.checks.amounts import amount_of
from models.records import Barcode, Document

CENT = Decimal("0.06")
"""Printed sums may be off by the rounding of a few lines."""


@dataclass(frozen=True)
class Comparison:
    """What comparing some fields showed: they prove or contradict each other."""

    agree: bool
    keys: tuple[str, ...]
    code: str
    message: str = ""
    """In Chinese, for the case that they do not agree."""
    proves: bool = True
    """False where fields agree by chance too often for that to prove a reading, as two dates in
    order do."""


CrossCheck = Callable[[Document, tuple[Barcode, ...]], Iterator[Comparison]]


def in_order(first: str, second: str, message: str) -> CrossCheck:
    """Return a check that one date is not after another."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        dates = dict(texts_of(document, first, second))
        if len(dates) == 2 and dates[second] != "长期":
            agree = dates[first] <= dates[second]
            code = f"{second}_before_{first}"
            yield Comparison(agree, (first, second), code, message, proves=False)

    return compare


def sums_up(parts: tuple[str, ...], total: str) -> CrossCheck:
    """Return a check that amounts add up to a total."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        amounts = {key: number_of(text) for key, text in texts_of(document, *parts, total)}
        values = [amounts.get(key) for key in (*parts, total)]
        if None not in values:
            *addends, whole = (value for value in values if value is not None)
            agree = abs(sum(addends, Decimal(0)) - whole) <= CENT
            message = "金额与税额之和不等于价税合计，请核对发票。"
            yield Comparison(agree, (*parts, total), "sum_differs", message)

    return compare


def in_words_and_figures(words: str, figures: str) -> CrossCheck:
    """Return a check that an amount in words says the same as the one in figures."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        texts = dict(texts_of(document, words, figures))
        if len(texts) == 2:
            try:
                agree = amount_of(texts[words]) == Decimal(texts[figures])
            except (ValueError, InvalidOperation):
                return
            message = "金额的大写与小写不一致，请对照原件核实。"
            yield Comparison(agree, (words, figures), "words_differ_from_figures", message)

    return compare


def same(pairs: tuple[tuple[str, str], ...], message: str) -> CrossCheck:
    """Return a check that what is printed twice is the same."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        for first, second in pairs:
            texts = dict(texts_of(document, first, second))
            if len(texts) == 2:
                agree = texts[first] == texts[second]
                yield Comparison(agree, (first, second), f"{first}_differs", message)

    return compare


def texts_of(document: Document, *keys: str) -> Iterator[tuple[str, str]]:
    """Yield key and text of the fields that have one."""
    for key in keys:
        field = document.field(key)
        if field and field.text:
            yield key, field.text


def number_of(text: str) -> Decimal | None:
    """Return the number a text is, or None when it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
