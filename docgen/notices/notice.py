"""A notice as it is issued: who tells whom what, before any wording."""

from datetime import date
from typing import Literal

from pydantic import Field

from extractors.checks.identity import id18, sex_of
from models.records import Record, Subject
from models.specs import Spec

RecipientKind = Literal["个人", "企业", "组织"]
PERSON = "个人"
HONORIFICS = {"男": "先生", "女": "女士"}


class IssuingOffice(Spec):
    """The authority that issues: everything its notices say of it."""

    id: str
    name: str
    """Full name, as on the seal."""
    short: str
    """How its numbers begin, e.g. ``样交``."""
    district: str
    address: str
    postcode: str = ""
    phone: str
    hours: str
    """When the counter is open."""
    website: str = ""
    review_body: str
    """Where its decisions are reviewed (行政复议机关)."""
    court: str
    """Where its decisions are sued (行政诉讼)."""
    pay_ways: str = ""
    """How fees are paid to it, in words."""


class Recipient(Record):
    """To whom a notice is addressed."""

    name: str
    kind: RecipientKind = "企业"
    sex: Literal["男", "女", ""] = ""
    """Of a person, where it is known."""
    id_type: str = ""
    id_no: str = ""
    phone: str = ""
    address: str = ""

    @property
    def honorific(self) -> str:
        """``先生`` or ``女士`` for a person whose sex is known, else nothing."""
        return HONORIFICS.get(self.sex, "") if self.kind == PERSON else ""

    @property
    def you(self) -> str:
        """How a notice speaks to them."""
        return "您" if self.kind == PERSON else "贵单位"


class Item(Record):
    """One point of a list: a defect, a reason, a problem found."""

    text: str
    """What is wrong, in a sentence."""
    todo: str = ""
    """What to do about it, where ``text`` does not say so."""
    basis: str = ""
    """The rule it rests on."""
    group: str = ""
    """Heading under which it stands."""
    until: date | None = None
    """The day by which it must be put right, where each point has its own."""


class Notice(Record):
    """One notice; with its kind's declaration it says every word that is printed."""

    kind: str
    """Id of a declaration in ``docgen/notices/kinds``."""
    number: str
    """Whole number as printed, see ``NoticeKind.number_of``."""
    issued_on: date
    office: IssuingOffice
    recipient: Recipient
    facts: dict[str, str] = Field(default_factory=dict)
    """By key, dates as ``2026-11-28``, amounts in yuan, ticks as 是 or 否."""
    items: tuple[Item, ...] = ()
    rows: tuple[dict[str, str], ...] = ()
    """Rows of the kind's table by column key."""


def recipient_of(subject: Subject) -> Recipient:
    """Return the applicant of a filing as a recipient; a sound identity number tells the sex."""
    person = subject.kind == PERSON
    return Recipient(
        name=subject.name,
        kind=PERSON if person else "企业",
        sex=_sex(subject.id_no) if person else "",
        id_type=subject.id_type,
        id_no=subject.id_no,
        phone=subject.phone,
    )


def _sex(number: str) -> Literal["男", "女", ""]:
    try:
        return "男" if sex_of(id18(number)) == "男" else "女"
    except ValueError:
        return ""
