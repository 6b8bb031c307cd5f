"""What comes of a question, as records: an answer, a question back, or none. Decided in code."""

from enum import StrEnum

from pydantic import Field

from knowledge.entries.entry import Kind, Source
from models.records import Record


class Section(StrEnum):
    """What a sentence of an answer tells, which is also what people ask for."""

    ANSWER = "answer"
    STEPS = "steps"
    MATERIALS = "materials"
    CONDITIONS = "conditions"
    TIME = "time"
    FEE = "fee"
    PLACE = "place"
    LINKS = "links"


class Citation(Record):
    """Where a sentence stands: ``quote`` is ``body[start:end]`` of that version, to the letter."""

    number: int = Field(ge=1)
    """As the answer prints it; given by us, never by a model."""
    entry: str
    version: int
    title: str
    kind: Kind
    department: str
    source: Source
    place: int
    """Of the passage in its entry."""
    path: tuple[str, ...] = ()
    start: int
    end: int
    quote: str


class Sentence(Record):
    """A sentence of an answer, and the numbers of the citations it rests on."""

    text: str
    section: Section
    cites: tuple[int, ...] = Field(min_length=1)


class Composed(StrEnum):
    """How an answer was put into words."""

    EXTRACTED = "extracted"
    """Sentences of the base as they stand."""
    WRITTEN = "written"
    """By the language model, and every sentence proved against its citations."""
    MODEL_DOWN = "model_down"
    """Extracted: the language model did not answer, or not in time."""
    MODEL_REFUSED = "model_refused"
    """Extracted: it declined, though the base answers."""
    MODEL_NONSENSE = "model_nonsense"
    """Extracted: what it said could not be read or rested on nothing."""


class Answer(Record):
    """What the base says."""

    sentences: tuple[Sentence, ...] = Field(min_length=1)
    citations: tuple[Citation, ...] = Field(min_length=1)
    sure: bool
    """False: it may be about something near; the reader is asked to look at the source."""
    margin: float = Field(ge=0, le=1)
    """How likely it is that the question is answered by this."""
    composed: Composed = Composed.EXTRACTED
    dropped: tuple[str, ...] = ()
    """Why sentences of the language model were left out."""
    links: tuple[str, ...] = ()


class Slot(StrEnum):
    """What a question leaves open."""

    MATTER = "matter"
    DISTRICT = "district"
    AUDIENCE = "audience"
    DOCUMENT = "document"


class Choice(Record):
    """One way to fill a slot: a button."""

    label: str
    value: str
    """Of the tag, or the id of the entry that is meant."""


class AskBack(Record):
    """Several entries would answer, each for another case."""

    slot: Slot
    text: str
    choices: tuple[Choice, ...] = Field(min_length=2)


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_OURS = "not_ours"
    NOTHING_FOUND = "nothing_found"
    NOT_ANSWERED = "not_answered"
    """What comes nearest is about something else."""


class Nearest(Record):
    """An entry that comes near; it is no answer."""

    entry: str
    version: int
    title: str
    department: str


class Decline(Record):
    """No answer, and where to turn."""

    reason: Reason
    text: str
    turn_to: tuple[str, ...]
    """Departments of the nearest entries and the hotline, in words."""
    nearest: tuple[Nearest, ...] = ()
    services: tuple[Choice, ...] = ()
    """Service pages that may be meant."""


Outcome = Answer | AskBack | Decline
