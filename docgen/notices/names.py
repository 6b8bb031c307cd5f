"""What a text or condition of a kind may name, and what each name says on one notice.

=====================  ==========================================================================
``key``                a fact
``number`` …           the notice itself, its office and its recipient, see ``BUILT_IN``
``item_count``         how many points its list has; ``row_count`` how many rows its table
``sum.key``            the total of a column; ``words.key`` an amount in Chinese capitals
``until.key``          the day a deadline ends; ``limit.key`` how long it is
``basis.key``          an article, as it is cited
=====================  ==========================================================================
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from docgen.notices.kind import AMOUNT, NoticeKind
from docgen.notices.limits import Period
from docgen.notices.masked import mask_end, mask_middle
from docgen.notices.notice import PERSON, Notice
from extractors.checks.amounts import in_words
from models.clean import clean
from models.days import day_words
from models.expressions import Expression, Texts, parse

PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
BUILT_IN: Final[Mapping[str, str]] = {
    "number": "string",
    "issued_on": "date",
    "paper": "string",
    "you": "string",
    "recipient": "string",
    "recipient.kind": "string",
    "recipient.id_type": "string",
    "recipient.id_no": "string",
    "recipient.phone": "string",
    "recipient.address": "string",
    "office": "string",
    "office.district": "string",
    "office.address": "string",
    "office.postcode": "string",
    "office.phone": "string",
    "office.hours": "string",
    "office.website": "string",
    "office.review_body": "string",
    "office.court": "string",
    "office.pay_ways": "string",
    "item_count": "int",
    "row_count": "int",
}
"""By name, what it holds, as of a box of a form."""
TICKS: Final = {"true": "是", "false": "否", "1": "是", "0": "否"}


@dataclass(frozen=True)
class Told:
    """What every name says: ``values`` for conditions, ``words`` for print."""

    values: Texts
    words: Mapping[str, str]

    def fill(self, text: str) -> str:
        """Return a text with every name filled in; what is filled in is never read again."""
        return PLACEHOLDER.sub(lambda found: self.words[found[1]], text)


@lru_cache(maxsize=1024)
def condition(text: str) -> Expression:
    """Return a declared condition, read once."""
    return parse(text)


def names_of(kind: NoticeKind) -> dict[str, str]:
    """Return every name a kind may use, and what it holds."""
    amounts = [each.key for each in kind.facts if each.type == AMOUNT]
    sums = kind.table.sums if kind.table else ()
    return (
        dict(BUILT_IN)
        | {each.key: each.type for each in kind.facts}
        | {f"sum.{key}": AMOUNT for key in sums}
        | {f"words.{key}": "string" for key in (*sums, *amounts)}
        | {f"until.{each.key}": "date" for each in kind.deadlines}
        | {f"limit.{each.key}": "string" for each in kind.deadlines}
        | {f"basis.{each.key}": "string" for each in kind.bases}
    )


def tell(notice: Notice, kind: NoticeKind, periods: tuple[Period, ...]) -> Told:
    """Return what every name of a kind says on a notice whose facts are in order."""
    kinds = names_of(kind)
    values = _values(notice, kind, periods)
    words = {name: printed(kinds[name], text) for name, text in values.items()}
    masks = {each.key: mask_end(values[each.key]) for each in kind.facts if each.masked}
    return Told(Texts(values, kinds), words | masks)


def printed(kind: str, text: str) -> str:
    """Return a value as a notice spells it.

    >>> printed("date", "2026-11-08"), printed("decimal", "1234.5")
    ('2026年11月8日', '1,234.50')
    >>> printed("datetime", "2026-11-08 09:05")
    '2026年11月8日 09:05'
    """
    line = clean(text)
    if kind in {"date", "datetime"} and line:
        day, time = line[:10], line[11:16]
        return f"{day_words(date.fromisoformat(day))} {time}".rstrip()
    if kind == AMOUNT and line:
        return f"{Decimal(line):,.2f}"
    return TICKS.get(line.lower(), line) if kind == "bool" else line


def total(notice: Notice, column: str) -> Decimal:
    """Return the sum of a column; a blank cell adds nothing."""
    return sum((Decimal(row.get(column) or "0") for row in notice.rows), Decimal(0))


def _values(notice: Notice, kind: NoticeKind, periods: tuple[Period, ...]) -> dict[str, str]:
    facts = {each.key: notice.facts.get(each.key, "") for each in kind.facts}
    sums = {key: total(notice, key) for key in (kind.table.sums if kind.table else ())}
    amounts = {each.key: facts[each.key] for each in kind.facts if each.type == AMOUNT}
    return (
        _of_itself(notice, kind)
        | facts
        | {f"sum.{key}": str(amount) for key, amount in sums.items()}
        | {f"words.{key}": in_words(amount) for key, amount in sums.items()}
        | {f"words.{key}": in_words(Decimal(text)) if text else "" for key, text in amounts.items()}
        | {f"until.{each.key}": each.end.isoformat() if each.end else "" for each in periods}
        | {f"limit.{each.key}": each.words for each in periods}
        | {f"basis.{each.key}": each.cited for each in kind.bases}
    )


def _of_itself(notice: Notice, kind: NoticeKind) -> dict[str, str]:
    office, recipient = notice.office, notice.recipient
    masked = kind.public and recipient.kind == PERSON
    number = mask_middle(recipient.id_no) if masked else recipient.id_no
    return {
        "number": notice.number,
        "issued_on": notice.issued_on.isoformat(),
        "paper": kind.paper,
        "you": recipient.you,
        "recipient": recipient.name,
        "recipient.kind": recipient.kind,
        "recipient.id_type": recipient.id_type,
        "recipient.id_no": number,
        "recipient.phone": recipient.phone,
        "recipient.address": recipient.address,
        "office": office.name,
        "item_count": str(len(notice.items)),
        "row_count": str(len(notice.rows)),
    } | {name: getattr(office, name.partition(".")[2]) for name in _office_names()}


def _office_names() -> Iterator[str]:
    return (name for name in BUILT_IN if name.startswith("office."))
