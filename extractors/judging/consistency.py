"""Compare the fields of one paper with each other and with its own barcodes."""

from collections.abc import Iterator
from datetime import date

from extractors.checks.personal import issuer_of, same_bank
from extractors.judging.comparison import (
    Comparison,
    CrossCheck,
    in_order,
    in_words_and_figures,
    number_of,
    same,
    sums_up,
    texts_of,
)
from extractors.judging.money_papers import MONEY_CHECKS
from extractors.judging.payloads import read_business_licence_qr, read_invoice_qr
from extractors.judging.vehicle_papers import VEHICLE_CHECKS
from models.records import Barcode, Document

ID_CARD_YEARS = (5, 10, 20)


def birth_matches_id(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """Digits 7 to 14 of an identity number are the date of birth (GB 11643-1999)."""
    for number in texts_of(document, "id_number", "licence_no"):
        for key, birth in texts_of(document, "birth_date"):
            printed = number[1]
            if _passed(document, number[0]):
                agree = birth.replace("-", "") == printed[6:14]
                message = "出生日期与证件号码中的出生日期不一致，请对照原件核实。"
                yield Comparison(agree, (key, number[0]), "birth_differs_from_id", message)


def sex_matches_id(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The 17th digit of an identity number is odd for men (GB 11643-1999)."""
    for key, number in texts_of(document, "id_number", "licence_no"):
        for _sex, sex in texts_of(document, "sex"):
            if _passed(document, key):
                agree = sex == ("男" if int(number[16]) % 2 else "女")
                message = "性别与证件号码不一致，请对照原件核实。"
                yield Comparison(agree, ("sex", key), "sex_differs_from_id", message)


def id_card_term(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """An identity card is valid for 5, 10 or 20 years or for good (居民身份证法 第五条)."""
    dates = dict(texts_of(document, "valid_from", "valid_to"))
    if len(dates) == 2 and dates["valid_to"] != "长期":
        agree = dates["valid_to"] in _anniversaries(dates["valid_from"])
        message = "身份证有效期限不是5年、10年、20年或长期，请对照原件核实。"
        keys = ("valid_from", "valid_to")
        yield Comparison(agree, keys, "unusual_term", message, proves=False)


def gross_mass_covers_curb_mass(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """A vehicle's gross mass is not below its curb mass."""
    masses = {
        k: number_of(v.removesuffix("kg")) for k, v in texts_of(document, "gross_mass", "curb_mass")
    }
    gross, curb = masses.get("gross_mass"), masses.get("curb_mass")
    if gross is not None and curb is not None and gross < curb:
        message = "总质量小于整备质量，请对照原件核实。"
        yield Comparison(False, ("gross_mass", "curb_mass"), "gross_below_curb", message)


def uscc_matches_qr(document: Document, barcodes: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The QR code of a business licence holds its credit code."""
    for code in barcodes:
        payload = read_business_licence_qr(code.text)
        for key, printed in texts_of(document, "uscc"):
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
            for _key, printed in texts_of(document, key):
                message = f"印刷内容 {printed} 与发票二维码中的 {held} 不一致，请核验原件。"
                yield Comparison(printed == held, (key,), "invoice_differs_from_qr", message)


def issuer_matches_number(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """The first digits of a bank card's number tell its bank (ISO/IEC 7812)."""
    texts = dict(texts_of(document, "bank_name", "bank_card_number", "card_number"))
    issuer = issuer_of(texts.get("bank_card_number") or texts.get("card_number", ""))
    bank = document.field("bank_name")
    if issuer and bank and bank.text and not bank.raw.isdigit():
        agree = same_bank(bank.text, issuer[0])
        message = f"卡面银行与卡号所属银行（{issuer[0]}）不一致，请对照原件核实。"
        yield Comparison(agree, ("bank_name",), "issuer_differs_from_number", message)


CROSS_CHECKS: dict[str, CrossCheck] = {
    "amount_and_tax_make_total": sums_up(("total_amount", "total_tax"), "total"),
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
    "total_in_words_matches": in_words_and_figures("total_cn", "total"),
    "uscc_matches_qr": uscc_matches_qr,
    "valid_from_before_valid_to": in_order(
        "valid_from", "valid_to", "有效期的截止日期早于起始日期，请对照原件核实。"
    ),
    **MONEY_CHECKS,
    **VEHICLE_CHECKS,
}
"""By the name a document type uses."""


def _passed(document: Document, key: str) -> bool:
    field = document.field(key)
    return bool(field and field.check and field.check.passed)


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
