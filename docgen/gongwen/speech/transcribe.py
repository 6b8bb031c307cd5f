"""A recording as text, by any endpoint that speaks OpenAI's ``/audio/transcriptions``."""

from dataclasses import dataclass, field
from typing import Final

import httpx
from pydantic import BaseModel, Field, ValidationError

from models.errors import (
    InvalidRequestError,
    ModelNonsenseError,
    ModelUnavailableError,
    TooLargeRequestError,
)
from models.records import Record

MOST_BYTES: Final = 100_000_000
MOST_ANSWER: Final = 20_000_000
OFF: Final = "没有配置语音转写服务，暂时不能转写；请联系管理员配置后再试。"
HEADS: Final = {
    b"ID3": "mp3",
    b"\xff\xfb": "mp3",
    b"\xff\xf3": "mp3",
    b"OggS": "ogg",
    b"fLaC": "flac",
    b"\x1aE\xdf\xa3": "webm",
}
"""What a recording begins with."""


@dataclass(frozen=True)
class SpeechAccess:
    """How the endpoint is reached; the key shows in no representation."""

    url: str
    """Base address, e.g. ``http://127.0.0.1:8000/v1``."""
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 600


class Segment(Record):
    """A stretch of speech; times in seconds from the beginning."""

    start: float
    end: float
    text: str


class Transcript(Record):
    """A recording as text."""

    text: str
    segments: tuple[Segment, ...]
    engine: str


class _Heard(BaseModel):
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    text: str


class _Answer(BaseModel):
    """The part of a ``verbose_json`` answer that is used."""

    text: str
    segments: list[_Heard] = Field(default_factory=list, max_length=100_000)


def transcribe(data: bytes, access: SpeechAccess | None) -> Transcript:
    """Return what is said in a recording, with the times of its segments.

    Raises ``InvalidRequestError`` when no endpoint is set up or the file is no recording,
    ``TooLargeRequestError``, ``ModelUnavailableError`` when the endpoint does not answer in time or
    refuses, ``ModelNonsenseError`` when it answers something else.
    """
    if access is None:
        raise InvalidRequestError(OFF)
    if len(data) > MOST_BYTES:
        raise TooLargeRequestError("录音超过 100 MB，请分段后再传。")
    kind = _kind(data)
    answer = _asked(access, (f"recording.{kind}", data, f"audio/{kind}"))
    try:
        told = _Answer.model_validate_json(answer)
    except ValidationError:
        raise ModelNonsenseError("语音转写服务的回答无法理解，没有采用。") from None
    segments = tuple(
        Segment(start=each.start, end=max(each.start, each.end), text=_visible(each.text))
        for each in told.segments
    )
    text = _visible(told.text) or "".join(each.text for each in segments)
    if not text:
        raise ModelNonsenseError("录音里没有听出话来，请检查录音是否完整。")
    return Transcript(text=text, segments=segments, engine=access.model)


def _kind(data: bytes) -> str:
    """Return what kind of recording it is by its content; its name is not believed."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[4:8] == b"ftyp":
        return "m4a"
    kind = next((kind for head, kind in HEADS.items() if data.startswith(head)), "")
    if not kind:
        raise InvalidRequestError("这不是可以转写的录音；支持 WAV、MP3、M4A、OGG、FLAC、WEBM。")
    return kind


def _asked(access: SpeechAccess, file: tuple[str, bytes, str]) -> bytes:
    headers = {"Authorization": f"Bearer {access.key}"} if access.key else {}
    form = {"model": access.model, "response_format": "verbose_json", "language": "zh"}
    try:
        with (
            httpx.Client(timeout=access.seconds, trust_env=False) as client,
            client.stream(
                "POST",
                f"{access.url.rstrip('/')}/audio/transcriptions",
                data=form,
                files={"file": file},
                headers=headers,
            ) as response,
        ):
            response.raise_for_status()
            return _read(response)
    except httpx.HTTPError as error:
        raise ModelUnavailableError("语音转写服务没有回应或者拒绝了请求。") from error


def _read(response: httpx.Response) -> bytes:
    """Return an answer of a bearable size."""
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MOST_ANSWER:
            raise ModelNonsenseError("语音转写服务的回答过长，没有采用。")
        parts.append(part)
    return b"".join(parts)


def _visible(text: str) -> str:
    return "".join(each for each in text if each.isprintable() or each == "\n").strip()
