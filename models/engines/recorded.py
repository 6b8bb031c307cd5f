"""Readings kept in a file: the same picture gives the same text, without any network."""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from pydantic import Field, ValidationError

from models.engines import Engine, Image, Quad, Reading
from models.errors import EngineUnavailableError
from models.records import Record

VARIABLE = "ZHIBAN_RECORDING"
"""Environment variable that names the recording of an engine made by name alone."""


class Recording(Record):
    """What an engine answered, by the fingerprint of the picture it was shown."""

    lines: dict[str, list[list[tuple[float, float]]]] = Field(default_factory=dict)
    readings: dict[str, Reading] = Field(default_factory=dict)


class RecordedEngine:
    """Answers from a recording.

    Raises ``EngineUnavailableError`` when the recording cannot be read, and on any picture or crop
    that is not in it: a silent guess would make a test mean nothing.
    """

    name = "recorded"

    def __init__(self, path: Path | None = None) -> None:
        self._recording = _load(path or Path(os.environ.get(VARIABLE, "")))

    def detect(self, image: Image) -> list[Quad]:
        """Return the lines recorded for this picture."""
        lines = self._recording.lines.get(fingerprint(image))
        if lines is None:
            raise EngineUnavailableError("识别记录中没有这张图片。")
        return [np.array(quad, np.float32) for quad in lines]

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Return the readings recorded for these crops."""
        try:
            return [self._recording.readings[fingerprint(crop)] for crop in crops]
        except KeyError as error:
            raise EngineUnavailableError("识别记录中没有这一行文字。") from error


class Recorder:
    """Passes on the answers of another engine, and leaves them in a file when its block ends."""

    name = "recorder"

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._lines: dict[str, list[list[tuple[float, float]]]] = {}
        self._readings: dict[str, Reading] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        recording = Recording(lines=self._lines, readings=self._readings)
        self._path.write_text(recording.model_dump_json(), encoding="utf-8")

    def detect(self, image: Image) -> list[Quad]:
        """Return and keep the other engine's lines."""
        quads = self._engine.detect(image)
        self._lines[fingerprint(image)] = [quad.tolist() for quad in quads]
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Return and keep the other engine's readings."""
        readings = self._engine.recognise(crops)
        self._readings.update(zip(map(fingerprint, crops), readings, strict=True))
        return readings


def fingerprint(image: Image) -> str:
    """Return what tells a picture from every other: a hash of its size and pixels."""
    return sha256(repr(image.shape).encode() + np.ascontiguousarray(image).tobytes()).hexdigest()


def _load(path: Path) -> Recording:
    try:
        return Recording.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EngineUnavailableError(
            f"识别记录文件无法读取，请用环境变量 {VARIABLE} 指明一个有效的记录文件。"
        ) from error
