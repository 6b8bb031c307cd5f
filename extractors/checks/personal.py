"""Papers of a person: bank cards and who issued them, terms of cards, diplomas.

>>> bank_name("中國銀行"), bank_name("622228"), card_kind("622228")
('中国银行', '浦发银行', '信用卡')
>>> valid_thru("07/2031"), diploma_no("1234 5120 2005 0001 23")
('07/31', '123451202005000123')
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors.checks.identity import phone
from extractors.checks.printed import compact, matched, plain
from models.specs import Spec, read_spec

BIN = 6
"""So many first digits of a card number tell who issued it; a few old ones have one less."""
_THRU = re.compile(r"(0[1-9]|1[0-2])[/-](?:20)?([0-9]{2})")
_BANK = re.compile(r"[\u4e00-\u9fff]{2,14}(?:银行|信用社|信用联社)")
_DIGITS = re.compile(r"[0-9]+")
_INITIAL = "(?:ZH|CH|SH|[BPMFDTNLGKHJQXRZCSYW])?"
_FINAL = (
    "(?:IANG|IONG|UANG|ANG|ENG|ING|ONG|IAN|IAO|UAN|UAI|AI|EI|AO|OU|AN|EN|IN|UN|IA|IE|IU|UA|UO|UI"
    "|UE|ER|A|E|I|O|U|V)"
)
_PINYIN = re.compile(
    rf"(?:(?:MRS|MR|MS|MISS)[. ]\s*)?{_INITIAL}{_FINAL}(?:[ /,']{{0,2}}{_INITIAL}{_FINAL}){{1,7}}"
)
_NO_NAMES = frozenset({"CHINA", "ELITE", "MAGIC", "SAGE"})
"""English words on cards that could be spelt in pinyin."""
_DIPLOMA = re.compile(r"[0-9]{16,18}")
_OLD_DIPLOMA = re.compile(r"[\u4e00-\u9fffA-Z0-9()第字-]{4,30}号?")
_DEGREE = re.compile(r"[A-Z]?[0-9]{13,18}")
_SHORT_PHONE = re.compile(r"(?:12[0-9]|95[0-9]|96[0-9])[0-9]{2,3}")
_HEIGHT = re.compile(r"([12]?[0-9]{2})(?:CM|厘米|公分)?")
_FROM = re.compile(r"[由从自]|[省市区县].*[路街村号]")
_MOVED = re.compile(r"(?:迁来|迁入|迁居|转来|转入)$")
_BLOOD = re.compile(r"(AB|A|B|O)型?|(不明|未查|不详|未知|其他)")


class Bank(Spec):
    """One bank: its name, other printed names, and the first digits of its numbers."""

    name: str
    also: tuple[str, ...] = ()
    debit: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()


class BankFile(Spec):
    """The declaration file."""

    bank: tuple[Bank, ...]


BANKS = read_spec(Path(__file__).with_name("banks.toml"), BankFile).bank

NAMES: dict[str, str] = {
    name: bank.name if name.isascii() or "銀" in name else name
    for bank in BANKS
    for name in (bank.name, *bank.also)
}
"""Every printed name of a bank with the one it is given by: its Chinese name as printed."""


@cache
def issuers() -> dict[str, tuple[str, str]]:
    """Return bank and kind of card (借记卡 or 信用卡) by the first digits of the number."""
    found: dict[str, tuple[str, str]] = {}
    for bank in BANKS:
        for kind, declared in (("借记卡", bank.debit), ("信用卡", bank.credit)):
            found |= {digits: (bank.name, kind) for each in declared for digits in _numbers(each)}
    return found


def _numbers(declared: str) -> Iterator[str]:
    first, _, last = declared.partition("-")
    yield from map(str, range(int(first), int(last or first) + 1))


def issuer_of(number: str) -> tuple[str, str] | None:
    """Return bank and kind of card that the first digits of a card number tell, if known.

    >>> issuer_of("6217000000000000000"), issuer_of("1")
    (('中国建设银行', '借记卡'), None)
    """
    known = issuers()
    return next((known[number[:size]] for size in (BIN, BIN - 1) if number[:size] in known), None)


def same_bank(one: str, other: str) -> bool:
    """Tell whether two printed names are those of one bank."""
    return any({one, other} <= {bank.name, *bank.also} for bank in BANKS) or one == other


def bank_name(text: str) -> str:
    """Return the name of a bank as printed; a Latin or traditional name, or digits, become it."""
    printed = compact(text)
    if _DIGITS.fullmatch(printed):
        return _told(printed)[0]
    known = NAMES.get(printed.upper())
    return known or matched(_BANK, printed, "未能辨认发卡银行，请对照卡面核对")


def card_kind(text: str) -> str:
    """Return the kind of a card as printed, or as the first digits of its number tell."""
    printed = compact(text)
    return _told(printed)[1] if _DIGITS.fullmatch(printed) else printed


def _told(digits: str) -> tuple[str, str]:
    issuer = issuer_of(digits)
    if issuer is None:
        raise ValueError("由卡号前几位不能确定发卡银行，请对照卡面核对")
    return issuer


def valid_thru(text: str) -> str:
    """Return the month a card is valid through as ``MM/YY``, as cards print it."""
    found = _THRU.fullmatch(compact(text))
    if not found:
        raise ValueError("有效期应为月/年，如 07/31")
    return f"{found[1]}/{found[2]}"


def holder_name(text: str) -> str:
    """Return the name on a card in pinyin, with its spaces and title as printed.

    >>> holder_name("MR.ZHANG  SAN"), holder_name("ZHANG/SAN")
    ('MR.ZHANG SAN', 'ZHANG/SAN')
    """
    name = " ".join(plain(text).split())
    if name in _NO_NAMES:
        raise ValueError("持卡人姓名应为汉语拼音")
    return matched(_PINYIN, name, "持卡人姓名应为汉语拼音")


def diploma_no(text: str) -> str:
    """Return the number of a diploma: 17 or 18 digits since 2001, words and digits before."""
    number = compact(text)
    if _DIPLOMA.fullmatch(number):
        return number
    if "字" in number or "第" in number:
        return matched(_OLD_DIPLOMA, number, "证书编号含有无法辨认的字，请核对")
    raise ValueError("学历证书编号应为17或18位数字")


def degree_no(text: str) -> str:
    """Return the number of a degree certificate: 16 digits, older ones 13 to 18."""
    return matched(_DEGREE, compact(text).upper(), "学位证书编号应为16位数字")


def service_phone(text: str) -> str:
    """Return a telephone number for complaints: an ordinary one, or a short one such as 12328."""
    number = compact(text)
    return number if _SHORT_PHONE.fullmatch(number) else phone(number)


def height_cm(text: str) -> str:
    """Return a person's height as printed, a number of centimetres.

    >>> height_cm("172厘米")
    '172厘米'
    """
    return _as_printed(_HEIGHT, text, "身高应为厘米数，如 172")


def blood_type(text: str) -> str:
    """Return a blood group as printed."""
    return _as_printed(_BLOOD, text, "血型应为A、B、AB、O型或不明")


def moved_from(text: str) -> str:
    """Return from where and when somebody moved: a day and a place before the word for moving.

    >>> moved_from("久居")
    '久居'
    """
    printed = compact(text)
    if bool(_FROM.search(printed)) != bool(_MOVED.search(printed)):
        raise ValueError("迁移记录不完整，请对照原件核对")
    return printed


def _as_printed(pattern: re.Pattern[str], text: str, message: str) -> str:
    """Return the compact text in upper case if it fits a pattern."""
    return matched(pattern, compact(text).upper(), message)
