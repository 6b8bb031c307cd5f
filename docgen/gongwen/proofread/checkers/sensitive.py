"""Personal data in a text: numbers of identity cards, mobile phones, bank cards, plates."""

import re
from collections.abc import Iterator
from typing import Final

from docgen.gongwen.proofread.fault import Fault, Severity
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from extractors.checks.identity import id18

IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
MOBILE: Final = re.compile(r"(?<![\d.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.])")
CARD: Final = re.compile(
    r"(?<![\d.])(?:\d{4} ){3}\d{4}(?: \d{1,3})?(?!\d)|(?<![\d.])[3-6]\d{15,18}(?!\d)"
)
PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警](?![A-Za-z0-9])"
)
CONTACT: Final = re.compile(r"(?:联系人|联系电话|联系方式|电话)[^。\n]{0,20}$")
SURE: Final = 0.95


def check_sensitive(text: Text) -> Iterator[Fault]:
    """Yield personal data; certain faults in a text that is to be published."""
    for fault in _find(text.text):
        if text.setting.public and fault.severity is Severity.SUSPECTED:
            yield fault.model_copy(update={"severity": Severity.CERTAIN, "confidence": SURE})
        else:
            yield fault


def _find(words: str) -> Iterator[Fault]:
    for found in IDENTITY.finditer(words):
        name = "sensitive.identity" if _is_identity(found[0]) else "sensitive.wrong_identity"
        if (
            name == "sensitive.identity"
            or "身份证" in words[max(0, found.start() - 16) : found.start()]
        ):
            yield tell(name, found.start(), found[0], [_masked(found[0], 6, 4)])
    for found in MOBILE.finditer(words):
        contact = CONTACT.search(words, max(0, found.start() - 30), found.start())
        name = "sensitive.contact_mobile" if contact else "sensitive.mobile"
        yield tell(name, found.start(), found[0], [_masked(found[0], 3, 4)])
    for found in CARD.finditer(words):
        if _is_card(found[0].replace(" ", "")) and not _is_identity(found[0]):
            yield tell("sensitive.bank_card", found.start(), found[0], [_masked(found[0], 4, 4)])
    for found in PLATE.finditer(words):
        yield tell("sensitive.plate", found.start(), found[0], [_masked(found[0], 2, 1)])


def _masked(number: str, head: int, tail: int) -> str:
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def _is_identity(number: str) -> bool:
    try:
        return bool(id18(number))
    except ValueError:
        return False


def _is_card(digits: str) -> bool:
    """Return whether the digits end with the check digit of ISO/IEC 7812 (Luhn)."""
    total = 0
    for at, mark in enumerate(reversed(digits)):
        digit = int(mark) * (1 + at % 2)
        total += digit - 9 * (digit > 9)
    return total % 10 == 0 and len(set(digits)) > 2
