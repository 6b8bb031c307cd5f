"""What parent and child say to each other: a JSON header, then as many bytes as it announces."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_LENGTH = 4
_MAX_HEADER = 16_000_000


@dataclass(frozen=True)
class TextLine:
    """One line of a text layer: its text, box in pixels, and each character's centre (0 to 1)."""

    text: str
    box: tuple[int, int, int, int]
    centres: tuple[float, ...]


@dataclass(frozen=True)
class Datum:
    """One value of the structured data a file carries; see ``models.records.Datum``."""

    name: str
    text: str
    row: int = -1
    page: int = 1
    box: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class Decoded:
    """One page: ``rgb`` holds three bytes a pixel, row by row."""

    width: int
    height: int
    rgb: bytes
    lines: list[TextLine] = field(default_factory=list)
    data: list[Datum] = field(default_factory=list)


def send(stream: BinaryIO, header: Mapping[str, Any], payload: bytes = b"") -> None:
    """Write one frame and flush it."""
    text = json.dumps({**header, "size": len(payload)}).encode()
    stream.write(len(text).to_bytes(_LENGTH, "big") + text)
    stream.write(payload)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any]:
    """Read the header of the next frame; its payload of ``size`` bytes is still to be read.

    Raises ``EOFError`` when the other side has gone, ``ValueError`` when it talks nonsense.
    """
    length = int.from_bytes(read_exactly(stream, _LENGTH), "big")
    if length > _MAX_HEADER:
        raise ValueError(f"a header of {length} bytes")
    header = json.loads(read_exactly(stream, length))
    if not isinstance(header, dict) or not isinstance(header.get("size"), int):
        raise ValueError("a header without a size")  # noqa: TRY004 - it came over a wire
    return header


def read_exactly(stream: BinaryIO, size: int) -> bytearray:
    """Read ``size`` bytes; raises ``EOFError`` when the other side has gone before that."""
    data = bytearray(size)
    if stream.readinto(data) < size:  # type: ignore[attr-defined]
        raise EOFError
    return data
