"""What a platform and a model say to each other: the one envelope of all models."""

from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from extractors.checks import CHECKS
from intake.misfits import misfit
from models.records import Subject, Warning

PERSON: Final = "个人"
FIRM: Final = "企业"
MOST_ITEMS: Final = 50
"""Calls in one batch."""


class Said(BaseModel):
    """A part of the envelope: keys in camel case, unknown ones refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


def _printable(text: str) -> str:
    """Return a fact that can be printed on a form."""
    if not text.isprintable():
        raise PydanticCustomError("unprintable", "cannot be printed on a form")
    return text


Fact = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
Key = Annotated[str, Field(max_length=64)]
Text = Annotated[str, Field(max_length=4000)]
Mark = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[\x21-\x7e]+$")]
"""What a caller names its calls by."""
Milliseconds = Annotated[int, Field(ge=10**12, lt=10**13)]
"""Since 1970."""


class Image(Said):
    """One picture, PDF or OFD file."""

    type: Literal["base64", "fileId"]
    content: Annotated[str, Field(min_length=1)]
    """The file in base64, or the id of a file of the filing that ``applyNo`` names."""
    doc_type: Key = ""
    """Id of the document type the caller expects; empty for any that the model reads."""


class Applicant(Said):
    """Who files."""

    type: Literal["", "个人", "企业"] = ""
    """Empty when the number tells it."""
    name: Fact = ""
    id_type: Fact = ""
    id_no: Fact = ""
    mobile: Fact = ""
    agent_name: Fact = ""
    agent_id_no: Fact = ""
    agent_mobile: Fact = ""
    legal_id_no: Fact = ""
    """Number of the legal representative's identity card."""
    contact_name: Fact = ""
    email: Fact = ""
    region: Fact = ""
    """Code of the district where a firm does business."""


class Options(Said):
    """What the answer is to hold."""

    return_box: bool = True


class Data(Said):
    """What a model is given."""

    images: tuple[Image, ...] = ()
    form: Annotated[dict[Key, Text], Field(max_length=300)] = {}
    """For prefill: what is known already, by key of the form."""
    subject: Applicant = Applicant()
    options: Options = Options()


class Item(Said):
    """One call inside a batch."""

    item_id: Mark
    apply_no: Key = ""
    item_code: Key = ""
    data: Data


class Request(Said):
    """One call."""

    request_id: Mark
    app_id: Mark
    timestamp: Milliseconds
    apply_no: Key = ""
    item_code: Key = ""
    data: Data


class Batch(Said):
    """Several calls of one model at once."""

    request_id: Mark
    app_id: Mark
    timestamp: Milliseconds
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=MOST_ITEMS)]


class Place(Said):
    """Where a value was read."""

    image: int
    """Number of the image in the request, from 1."""
    page: int
    """From 1."""
    rect: tuple[int, int, int, int]
    """Left, top, right, bottom in pixels of the upright page."""


class FieldSaid(Said):
    """One field of an answer."""

    key: str
    label: str
    value: JsonValue = None
    """As printed, or as its source wrote it; null when there is nothing or it cannot be read."""
    confidence: Annotated[float, Field(ge=0, le=1)] = 0
    source: str = ""
    """The document type it was read on, or the prefill source; empty without a value."""
    box: Place | None = None
    normalized: JsonValue = None
    """In the standard spelling: dates as ``YYYY-MM-DD``, words of the closed lists."""


class Result(Said):
    """What a model answers."""

    model_code: str
    model_version: str
    fields: tuple[FieldSaid, ...]
    warnings: tuple[Warning, ...] = ()


class Answer(Said):
    """The envelope of every answer."""

    code: str
    msg: str
    is_success: bool
    request_id: str
    data: JsonValue
    """A ``Result`` when it succeeded, ``{}`` when not; of a batch ``{"items": [...]}``."""
    cost_ms: int


S = TypeVar("S", bound=Said)


def understand(body: bytes, schema: type[S]) -> S:
    """Return what a body says; raises ``InvalidRequestError`` naming each fault."""
    try:
        return schema.model_validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise misfit([{**fault, "loc": ("body", *fault["loc"])} for fault in faults]) from error


def say(said: Said) -> dict[str, JsonValue]:
    """Return a part of the envelope as JSON says it."""
    return said.model_dump(mode="json", by_alias=True)


def subject_of(applicant: Applicant, served: str) -> Subject:
    """Return who files as a filing knows them; ``served`` is whom the matter serves.

    Where it serves persons and firms alike and the caller does not say, the number tells.
    """
    kind = applicant.type or _kind(applicant.id_no, served)
    usual = "居民身份证" if kind == PERSON else "统一社会信用代码"
    return Subject(
        kind=kind,
        name=applicant.name,
        id_type=applicant.id_type or usual,
        id_no=applicant.id_no,
        phone=applicant.mobile,
        agent_name=applicant.agent_name,
        agent_id_no=applicant.agent_id_no,
        agent_phone=applicant.agent_mobile,
        legal_id_no=applicant.legal_id_no,
        contact_name=applicant.contact_name,
        email=applicant.email,
        region=applicant.region,
    )


def _kind(number: str, served: str) -> str:
    if served in {PERSON, FIRM}:
        return served
    try:
        CHECKS["id18"](number)
    except ValueError:
        return FIRM
    return PERSON
