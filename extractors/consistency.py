"""Compare the fields of one paper with each other and with its own barcodes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from extractors.checks.amounts import amount_of
from extractors.checks.personal import issuer_of, same_bank
from extractors.payloads import read_business_licence_qr, read_invoice_qr
from models.records import Barcode, Document

CENT = Decimal("0.06")
"""Printed sums may be off by the rounding of a few lines."""
ID_CARD_YEARS = (5, 10, 20)


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


def birth_matches_id(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """Digits 7 to 14 of an identity number are the date of birth (GB 11643-1999)."""
    for number in _texts(document, "id_number", "licence_no"):
        for key, birth in _texts(document, "birth_date"):
            printed = number[1]
            if _passed(document, number[0]):
                agree = birth.replace("-", "") == printed[6:14]
                message = "出生日期与证件号码中的出生日期不一致，请对照原件核实。"
                yield Comparison(agree, (key, number[0]), "birth_differs_from_id", message)


def sex_matches_id(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The 17th digit of an identity number is odd for men (GB 11643-1999)."""
    for key, number in _texts(document, "id_number", "licence_no"):
        for _sex, sex in _texts(document, "sex"):
            if _passed(document, key):
                agree = sex == ("男" if int(number[16]) % 2 else "女")
                message = "性别与证件号码不一致，请对照原件核实。"
                yield Comparison(agree, ("sex", key), "sex_differs_from_id", message)


def in_order(first: str, second: str, message: str) -> CrossCheck:
    """Return a check that one date is not after another."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        dates = dict(_texts(document, first, second))
        if len(dates) == 2 and dates[second] != "长期":
            agree = dates[first] <= dates[second]
            code = f"{second}_before_{first}"
            yield Comparison(agree, (first, second), code, message, proves=False)

    return compare


def id_card_term(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """An identity card is valid for 5, 10 or 20 years or for good (居民身份证法 第五条)."""
    dates = dict(_texts(document, "valid_from", "valid_to"))
    if len(dates) == 2 and dates["valid_to"] != "长期":
        agree = dates["valid_to"] in _anniversaries(dates["valid_from"])
        message = "身份证有效期限不是5年、10年、20年或长期，请对照原件核实。"
        keys = ("valid_from", "valid_to")
        yield Comparison(agree, keys, "unusual_term", message, proves=False)


def gross_mass_covers_curb_mass(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """A vehicle's gross mass is not below its curb mass."""
    masses = {
        k: _number(v.removesuffix("kg")) for k, v in _texts(document, "gross_mass", "curb_mass")
    }
    gross, curb = masses.get("gross_mass"), masses.get("curb_mass")
    if gross is not None and curb is not None and gross < curb:
        message = "总质量小于整备质量，请对照原件核实。"
        yield Comparison(False, ("gross_mass", "curb_mass"), "gross_below_curb", message)


def uscc_matches_qr(document: Document, barcodes: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The QR code of a business licence holds its credit code."""
    for code in barcodes:
        payload = read_business_licence_qr(code.text)
        for key, printed in _texts(document, "uscc"):
            if payload:
                message = (
                    f"印刷的统一社会信用代码 {printed} 与二维码中的 {payload.uscc} 不一致，"
                    "执照可能被涂改，请核验原件。"
                )
                yield Comparison(printed == payload.uscc, (key,), "uscc_differs_from_qr", message)


def invoice_matches_qr(document: Document, barcodes: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The QR code of an invoice holds its code, number, date, check code and amount."""
    for code in barcodes:
        payload = read_invoice_qr(code.text)
        if payload is None:
            continue
        for key, held in payload.fields().items():
            for _key, printed in _texts(document, key):
                message = f"印刷内容 {printed} 与发票二维码中的 {held} 不一致，请核验原件。"
                yield Comparison(printed == held, (key,), "invoice_differs_from_qr", message)


def sums_up(parts: tuple[str, ...], total: str) -> CrossCheck:
    """Return a check that amounts add up to a total."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        amounts = {key: _number(text) for key, text in _texts(document, *parts, total)}
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
        texts = dict(_texts(document, words, figures))
        if len(texts) == 2:
            try:
                agree = amount_of(texts[words]) == Decimal(texts[figures])
            except (ValueError, InvalidOperation):
                return
            message = "金额的大写与小写不一致，请对照原件核实。"
            yield Comparison(agree, (words, figures), "words_differ_from_figures", message)

    return compare


def issuer_matches_number(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The first digits of a bank card's number tell its bank (ISO/IEC 7812)."""
    texts = dict(_texts(document, "bank_name", "bank_card_number", "card_number"))
    issuer = issuer_of(texts.get("bank_card_number") or texts.get("card_number", ""))
    bank = document.field("bank_name")
    if issuer and bank and bank.text and not bank.raw.isdigit():
        agree = same_bank(bank.text, issuer[0])
        message = f"卡面银行与卡号所属银行（{issuer[0]}）不一致，请对照原件核实。"
        yield Comparison(agree, ("bank_name",), "issuer_differs_from_number", message)


def ticket_matches_serial(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The serial number at the foot of a railway ticket ends with the number at its head."""
    texts = dict(_texts(document, "ticket_no", "serial"))
    if len(texts) == 2:
        agree = texts["serial"].endswith(texts["ticket_no"][-7:])
        message = "车票上方的票号与下方编号不一致，请对照原件核实。"
        # A number lost under other print is taken from the foot and would prove itself.
        yield Comparison(agree, ("ticket_no", "serial"), "ticket_no_differs", message, proves=False)


def same(pairs: tuple[tuple[str, str], ...], message: str) -> CrossCheck:
    """Return a check that what is printed twice is the same."""

    def compare(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
        for first, second in pairs:
            texts = dict(_texts(document, first, second))
            if len(texts) == 2:
                agree = texts[first] == texts[second]
                yield Comparison(agree, (first, second), f"{first}_differs", message)

    return compare


CROSS_CHECKS: dict[str, CrossCheck] = {
    "amount_and_tax_make_total": sums_up(("total_amount", "total_tax"), "total"),
    "amount_in_words_matches": in_words_and_figures("amount_cn", "amount"),
    "birth_matches_id": birth_matches_id,
    "gross_mass_covers_curb_mass": gross_mass_covers_curb_mass,
    "id_card_term": id_card_term,
    "inspected_before_expiry": in_order(
        "inspection_date", "valid_to", "检验有效期早于检验日期，请对照原件核实。"
    ),
    "invoice_matches_qr": invoice_matches_qr,
    "issuer_matches_number": issuer_matches_number,
    "machine_printed_matches": same(
        (("invoice_code", "machine_printed_code"), ("invoice_number", "machine_printed_number")),
        "印制的发票代码、号码与机打的不一致，请核验原件。",
    ),
    "pretax_and_tax_make_total": sums_up(("pretax_amount", "tax"), "total"),
    "registered_before_issued": in_order(
        "register_date", "issue_date", "发证日期早于注册日期，请对照原件核实。"
    ),
    "sex_matches_id": sex_matches_id,
    "term_from_before_term_to": in_order(
        "term_from", "term_to", "营业期限的截止日期早于起始日期，请对照原件核实。"
    ),
    "ticket_matches_serial": ticket_matches_serial,
    "total_in_words_matches": in_words_and_figures("total_cn", "total"),
    "uscc_matches_qr": uscc_matches_qr,
    "valid_from_before_valid_to": in_order(
        "valid_from", "valid_to", "有效期的截止日期早于起始日期，请对照原件核实。"
    ),
}
"""By the name a document type uses."""


def _texts(document: Document, *keys: str) -> Iterator[tuple[str, str]]:
    """Yield key and text of the fields that have one."""
    for key in keys:
        field = document.field(key)
        if field and field.text:
            yield key, field.text


def _passed(document: Document, key: str) -> bool:
    field = document.field(key)
    return bool(field and field.check and field.check.passed)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _anniversaries(day: str) -> set[str]:
    """Return the days on which a card issued on a day may expire."""
    issued = date.fromisoformat(day)
    # A card issued on 29 February expires on that day or the next where the year has none.
    days = {f"{issued.year + years}{day[4:]}" for years in ID_CARD_YEARS}
    if (issued.month, issued.day) == (2, 29):
        days |= {
            f"{issued.year + years}-{rest}"
            for years in ID_CARD_YEARS
            for rest in ("02-28", "03-01")
        }
    return days
