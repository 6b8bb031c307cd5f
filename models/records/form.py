"""What was filled: the boxes of a form, with where each value came from."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.records.paper import Evidence
from models.records.record import Record


class Subject(Record):
    """Who files: the person or firm behind the account."""

    kind: str = "企业"
    """``个人`` or ``企业``."""
    name: str = ""
    id_type: str = "统一社会信用代码"
    id_no: str = ""
    phone: str = ""
    agent_name: str = ""
    """The person acting for a firm."""
    agent_id_no: str = ""
    agent_phone: str = ""
    legal_id_no: str = ""
    """Number of the legal representative's identity card."""
    contact_name: str = ""
    """Whom to call at a firm."""
    email: str = ""
    region: str = ""
    """Where a firm does business, as its account says."""

    @property
    def firm_kind(self) -> str:
        """``个体工商户`` by the code (GB 32100: 92), else ``企业``; empty for a person."""
        if self.kind != "企业":
            return ""
        return "个体工商户" if self.id_no.startswith("92") else "企业"


class Suggestion(Record):
    """A value one source offers for one form field."""

    key: str
    value: str
    source: str
    """Source code as in the service declaration, e.g. ``ocr.vehicle_licence``."""
    confidence: float = Field(default=1, ge=0, le=1)
    evidence: Evidence | None = None
    fetched_at: datetime
    original: str = ""
    """As the source wrote it, when normalising changed it."""
    authentic: bool = False
    """True when the source is authoritative: a box that agrees with it needs no other proof."""
    to_confirm: bool = False
    """True when a person has to look at it: read without certainty, out of date, or remembered."""
    asked_by: str = ""
    """What a register was asked by, e.g. ``plate_no=沪DA1234``; empty when nothing was asked."""
    choice: bool = False
    """True for one of several the applicant has to choose from: shown, but never filled in."""
    warning: str = ""
    """Why the value may no longer hold, in Chinese: the licence it stands on has expired."""


class FormValue(Record):
    """One box of the form, with where its value came from."""

    key: str
    value: str = ""
    source: str = ""
    """Empty while the box is; ``applicant`` when typed by the applicant."""
    confidence: float = Field(default=0, ge=0, le=1)
    evidence: Evidence | None = None
    fetched_at: datetime | None = None
    authentic: bool = False
    """True while the value stands as an authoritative source gave it; an edit takes it away."""
    to_confirm: bool = False
    """True until a person has looked at a value its source was not certain of."""
    confirmed_by: str = ""
    changed_from: str = ""
    """What stood here before the applicant changed it."""
    original: str = ""
    offers: tuple[Suggestion, ...] = ()
    """Every offer, the chosen one first, so that a disagreement can be shown. The box may stay
    empty beside offers that only serve to compare."""


class SourceState(StrEnum):
    """How a source took part in filling."""

    ANSWERED = "answered"
    EMPTY = "empty"
    DOWN = "down"
    UNCONNECTED = "unconnected"
    NOT_ASKED = "not_asked"


class SourceReport(Record):
    """The state of one source in one filling, with a Chinese sentence for the page."""

    source: str
    title: str
    state: SourceState
    message: str = ""
    asked_at: datetime | None = None
    marks: dict[str, str] = Field(default_factory=dict)
    """What stands under the source's keys for special marks, as it wrote it; blank ones left out.
    """
