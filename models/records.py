"""The one data model: what travels between the floors.

Records are frozen and refuse unknown keys. A step returns a new record; it never edits the one it
was given. Every value a person sees says where it came from: ``Evidence`` for what was read on a
paper, ``source`` and ``fetched_at`` for what came from elsewhere.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the upright page picture."""


class Record(BaseModel):
    """An immutable value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --- what was read --------------------------------------------------------------------------------


class Evidence(Record):
    """Where a value was read: which upload, which page (from 1), which box."""

    paper: str = ""
    """Id of the upload; empty when a file is read outside a filing."""
    page: int = 1
    box: Box | None = None
    """None when the value has no place of its own on the page."""


class Line(Record):
    """One line of text on a page, in reading direction."""

    text: str
    confidence: float = Field(ge=0, le=1)
    box: Box
    scores: tuple[float, ...] = ()
    """Confidence of each character of ``text``; empty when the engine does not tell."""
    centres: tuple[float, ...] = ()
    """Centre of each character along the line, 0 to 1; empty when the engine does not tell."""
    slope: float = 0.0
    """How far the line falls for each pixel to the right."""
    curved: bool = False
    """True for the text around a seal: it is in no row."""
    upside_down: bool = False
    """True when the line stands on its head on the upright page (a card laid the wrong way)."""


class Barcode(Record):
    """One decoded QR code or barcode."""

    format: str
    text: str
    box: Box


class Warning(Record):
    """Something a person should know about a paper; ``code`` is stable, ``message`` is Chinese."""

    code: str
    message: str


class Quality(Record):
    """Measured quality of a page picture."""

    sharpness: float
    """Strength of edges after scaling to a common size; below about 40 print starts to blur."""
    brightness: float
    """Mean luminance, 0 to 255."""
    contrast: float
    """Spread of luminance (standard deviation), 0 to 127."""
    glare: float
    """Share of burnt-out pixels, 0 to 1."""
    grade: str
    """``good``, ``fair`` or ``poor``."""


class State(StrEnum):
    """How far a value read from paper can be trusted."""

    SURE = "sure"
    CONFIRM = "confirm"
    UNREAD = "unread"


class Check(Record):
    """The outcome of checking one value against a rule of form (check digit, date, vocabulary)."""

    rule: str
    passed: bool
    message: str = ""
    """In Chinese, why it failed; empty when it passed."""


class FieldValue(Record):
    """One field of a paper; ``value`` is normalised, ``raw`` is as printed."""

    key: str
    value: JsonValue = None
    """A string, None when nothing is printed or readable, or a list of rows for a table."""
    raw: str = ""
    confidence: float = Field(default=0, ge=0, le=1)
    state: State = State.UNREAD
    evidence: Evidence = Evidence()
    check: Check | None = None
    repair: str = ""
    """What was repaired and what proved it, e.g. ``O→0：校验位相符``; empty when nothing was."""

    @property
    def text(self) -> str:
        """The value as a string, empty when there is none or it is a table."""
        return self.value if isinstance(self.value, str) else ""


class Document(Record):
    """One paper found on a page: an upload may hold several."""

    type: str
    """Id of the document type, ``unknown`` when none fits."""
    reason: str
    """Why it was classified so, in Chinese."""
    page: int = 1
    box: Box | None = None
    """Its place on the page; None when it is the whole page."""
    quality: Quality | None = None
    fields: tuple[FieldValue, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def field(self, key: str) -> FieldValue | None:
        """Return the field called ``key``, or None if the type does not have it."""
        return next((field for field in self.fields if field.key == key), None)


class Page(Record):
    """One page after looking at it: upright, with its text."""

    number: int
    width: int
    height: int
    turned: int = 0
    """Degrees the stored picture was turned clockwise to stand upright: 0, 90, 180 or 270."""
    text_layer: bool = False
    """True when the text was given by the file, not recognised."""
    quality: Quality | None = None
    lines: tuple[Line, ...] = ()
    barcodes: tuple[Barcode, ...] = ()


class Problem(Record):
    """Why an upload could not be read: stable code, Chinese sentence, what to do."""

    code: str
    message: str
    remedy: str


class Paper(Record):
    """One upload of a filing with everything found on it."""

    id: str
    name: str
    sha256: str
    size: int
    media_type: str = ""
    pages: tuple[Page, ...] = ()
    documents: tuple[Document, ...] = ()
    problem: Problem | None = None


# --- what was filled ------------------------------------------------------------------------------


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


# --- what was judged ------------------------------------------------------------------------------


class Severity(StrEnum):
    """What a finding means for the filing."""

    CORRECT = "correct"
    """The applicant must put it right before filing (补正)."""
    OFFICER = "officer"
    """An officer must decide."""
    ADVICE = "advice"
    """Worth knowing; stops nothing."""


class Finding(Record):
    """Something a check wants a person to look at, with its evidence and what to do."""

    rule: str
    """Id of the rule, e.g. ``S5-C1``."""
    severity: Severity
    message: str
    """A plain Chinese sentence: what is wrong and what to do."""
    keys: tuple[str, ...] = ()
    """Form fields concerned."""
    cites: str = ""
    """The legal source or tender line of the rule."""
    evidence: tuple[Evidence, ...] = ()
    facts: dict[str, str] = {}
    """What was compared, by name, as shown to the officer."""


class Outcome(StrEnum):
    """The result of checking a whole filing."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    CORRECT = "correct"
    OFFICER = "officer"


class Decision(Record):
    """What the checks recommend, and the reasons."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()
    """Facts a ``pass`` rests on, in Chinese."""


# --- a filing -------------------------------------------------------------------------------------


class FilingState(StrEnum):
    """Where a filing stands."""

    OPEN = "open"
    """Papers can be added; the form can be edited."""
    CONFIRMED = "confirmed"
    SIGNED = "signed"


class Filing(Record):
    """One applicant's dossier for one scenario."""

    id: str
    case_no: str
    scenario: str
    subject: Subject = Subject()
    opened_at: datetime
    filed_on: date
    """The day the rules are applied for."""
    state: FilingState = FilingState.OPEN
    papers: tuple[Paper, ...] = ()
    form: tuple[FormValue, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    decision: Decision | None = None
    version: int = 0
    """Rises with every change; carried as the ETag."""

    def value(self, key: str) -> FormValue | None:
        """Return the box called ``key``, or None if the form does not have it."""
        return next((box for box in self.form if box.key == key), None)

    def text(self, key: str) -> str:
        """Return the text in the box called ``key``; empty when missing or blank."""
        box = self.value(key)
        return box.value if box else ""

    def documents(self, *types: str) -> Iterator[tuple[Paper, Document]]:
        """Yield every paper found of one of the types, in order of upload."""
        for paper in self.papers:
            for document in paper.documents:
                if not types or document.type in types:
                    yield paper, document
