"""What was read: uploads, their pages, and the papers found on them."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, JsonValue

from models.records.record import Record

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the upright page picture."""


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


class Datum(Record):
    """One value of the structured data an electronic file carries beside what it prints."""

    name: str
    """As the file names it, e.g. ``BuyerName``."""
    text: str
    """Empty when the data says that there is nothing."""
    row: int = -1
    """Its row in a table, from 0; -1 outside of one."""
    page: int = 1
    box: Box | None = None
    """Of the print the data points at; None for data that is not tied to any print."""


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
    """Measured quality of a page picture, or of the part of it that one paper takes.

    The figures of the print (``text_height`` to ``legibility``) are 0 where no print was found.
    """

    sharpness: float
    """Strength of edges after scaling to a common size; below about 40 print starts to blur."""
    brightness: float
    """Mean luminance, 0 to 255."""
    contrast: float
    """Spread of luminance (standard deviation), 0 to 127."""
    glare: float
    """Share of burnt-out patches, 0 to 1."""
    burnt: float = 0
    """Share of pixels at the end of the scale, 0 to 1; high for a clean white scan too."""
    darkest: float = 0
    """Luminance that only one pixel in a hundred falls below, 0 to 255."""
    pixels: int = 0
    """Width times height; 0 when it was not kept."""
    text_height: float = 0
    """Height of the smaller print's boxes in pixels; the characters are about two thirds of it."""
    ink: float = 0
    """How much darker the usual print is than its paper, 0 to 255."""
    crispness: float = 0
    """Steepness of the usual stroke for its darkness, at a common height of print."""
    legibility: float = 0
    """Mean confidence of the reading, 0 to 1, long lines weighing more."""
    covered: float = 0
    """Share of the print's area under a finger, 0 to 1."""
    cut: tuple[str, ...] = ()
    """Sides (``left``, ``top``, ``right``, ``bottom``) where print runs out of the picture."""
    grade: str
    """``good``; ``fair`` where figures warn of misreadings; ``poor`` where print is illegible."""


class State(StrEnum):
    """How far a value read from paper can be trusted."""

    SURE = "sure"
    CONFIRM = "confirm"
    UNREAD = "unread"


class Support(StrEnum):
    """What speaks for a value that was read, from the strongest to the weakest."""

    GIVEN = "given"
    """The structured data of an electronic file says so; nothing was recognised."""
    PROVEN = "proven"
    """A check digit, a barcode or another field proves it."""
    SHAPED = "shaped"
    """It has the form of such a value: a date, an amount, a word of a closed list."""
    PLAIN = "plain"
    """Only that it stands where it should."""
    LOOSE = "loose"
    """Only what it says: it was found away from its label."""
    SUGGESTED = "suggested"
    """It is printed, but nothing proves that it is this field's: a language model pointed at it, or
    a name that was given at call time."""
    HANDWRITTEN = "handwritten"
    """It was written by hand: what a recogniser makes of that is never certain."""
    REFUTED = "refuted"
    """Nothing: its own check fails, or another field contradicts it."""


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
    score: float = Field(default=0, ge=0, le=1)
    """How clearly its weakest letter or digit was recognised; says nothing of how often that is
    right."""
    support: Support = Support.PLAIN
    confidence: float = Field(default=0, ge=0, le=1)
    """How often a value read like this one is right, see ``extractors.judging.calibration``."""
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
    rulings: tuple[Box, ...] = ()
    """The box around each straight line that is ruled on it; empty where nobody looked for them."""
    data: tuple[Datum, ...] = ()
    """Structured data of the document that begins on this page; it may speak of later pages."""


class SignatureState(StrEnum):
    """What an electronic signature is worth."""

    VALID = "valid"
    """The file is as it was signed, and the signer's certificate is trusted."""
    UNKNOWN = "unknown"
    """The file is as it was signed, but who signed is not proven; or nobody here can tell."""
    ALTERED = "altered"
    """The file was changed after signing, or the signature does not fit it."""


class Signature(Record):
    """One electronic signature or seal of an upload, and what it is worth."""

    signer: str
    """As the certificate names the holder; empty where it cannot be read."""
    seal: str = ""
    """Name of the electronic seal."""
    issuer: str = ""
    signed_at: datetime | None = None
    """As the signer's own clock said."""
    state: SignatureState
    message: str
    """The verdict in plain Chinese."""
    page: int = 1
    box: Box | None = None
    """Where the seal stands; None when it shows nowhere."""


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
    signatures: tuple[Signature, ...] = ()
    problem: Problem | None = None
