"""What the licence library answers, taken apart with distrust."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import SourceUnavailableError
from prefill.sources.found import DECLINED, REFUSED, REFUSING, UNREADABLE, harmless

log = structlog.get_logger(__name__)

SESSION_ENDED: Final = "401002"
"""Code of a call whose session has ended: it is made again in a new one."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class SessionEndedError(Exception):
    """The library knows the session no more; never leaves the client."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Session(_Answer):
    """An open session."""

    id: str = Field(alias="sessionId", min_length=1, max_length=200)


class Certificate(_Answer):
    """One licence somebody holds, as the library lists it."""

    uuid: str = Field(alias="certUuid", min_length=1, max_length=200)
    kind: str = Field(alias="catMainCode")
    name: str = Field(default="", alias="certName")
    number: str = Field(default="", alias="certCode")
    holder: str = Field(alias="holderCode")


class _Face(_Answer):
    holder: str = Field(alias="holderCode")
    data: dict[str, str | int | float | bool | None]
    as_of: date | None = Field(default=None, alias="asOf")


class Verdict(_Answer):
    """Whether a licence holds."""

    valid: bool
    status: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Face:
    """What stands on a licence, each value harmless text."""

    holder: str
    words: Mapping[str, str]
    as_of: date | None = None


class _Envelope(_Answer):
    code: str
    succeeded: bool = Field(alias="isSuccess")


A = TypeVar("A", bound=_Answer)


class _One(_Envelope):
    data: dict[str, object]


class _Many(_Envelope):
    data: list[Certificate]


def read_session(content: bytes) -> Session:
    """Return the session a login opened."""
    return _read(Session, content)


def read_certificates(content: bytes) -> tuple[Certificate, ...]:
    """Return the licences of a holder, in the library's order."""
    _admit(content)
    try:
        return tuple(_Many.model_validate_json(content).data)
    except ValidationError as error:
        raise _unreadable(error) from error


def read_face(content: bytes) -> Face:
    """Return what stands on a licence."""
    face = _read(_Face, content)
    words = {word: harmless(value) for word, value in face.data.items()}
    return Face(harmless(face.holder), words, face.as_of)


def read_verdict(content: bytes) -> Verdict:
    """Return whether a licence holds."""
    verdict = _read(Verdict, content)
    cleaned = {"status": harmless(verdict.status), "reason": harmless(verdict.reason)}
    return verdict.model_copy(update=cleaned)


def read_picture(content: bytes) -> bytes:
    """Return a picture as it came; anything else but PNG or JPEG is no picture."""
    if content.startswith((PNG, JPEG)):
        return content
    _admit(content)
    raise SourceUnavailableError(UNREADABLE)


def _read(model: type[A], content: bytes) -> A:
    """Return the answer's data.

    Raises ``SessionEndedError``, or ``SourceUnavailableError`` when it is not the agreed envelope
    or reports a failure; the library's own message stays out of the error.
    """
    _admit(content)
    try:
        return model.model_validate(_One.model_validate_json(content).data)
    except ValidationError as error:
        raise _unreadable(error) from error


def _admit(content: bytes) -> None:
    try:
        envelope = _Envelope.model_validate_json(content)
    except ValidationError as error:
        raise _unreadable(error) from error
    if envelope.code == SESSION_ENDED:
        raise SessionEndedError
    if envelope.code != "200" or not envelope.succeeded:
        log.warning("licence library declined", code=harmless(envelope.code))
        refused = envelope.code.startswith(REFUSING)
        raise SourceUnavailableError(REFUSED if refused else DECLINED)


def _unreadable(error: ValidationError) -> SourceUnavailableError:
    log.warning("licence library answered no envelope", errors=error.error_count())
    return SourceUnavailableError(UNREADABLE)
