"""What the service and a reading process say to each other: a JSON head and pictures as PNG.

No pickle: a reading process has handled hostile files, and what it says is parsed, not run.
"""

import json
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

READY = "ready"
FAILED = "failed"
LARGEST = 1 << 30
"""Bytes of one part; more is a fault, not a page."""

Talk: TypeAlias = "Connection[Any, Any]"
"""One end of the pipe."""


@dataclass(frozen=True)
class Message:
    """A word, its arguments (what JSON can say) and its pictures."""

    word: str
    body: dict[str, Any] = field(default_factory=dict)
    pictures: tuple[bytes, ...] = ()


def send(talk: Talk, message: Message) -> None:
    """Send a message; raises ``OSError`` when the other side is gone."""
    head = {"word": message.word, "body": message.body, "pictures": len(message.pictures)}
    talk.send_bytes(json.dumps(head).encode())
    for picture in message.pictures:
        talk.send_bytes(picture)


def receive(talk: Talk) -> Message:
    """Return the next message; raises ``EOFError`` or ``OSError`` when the other side is gone."""
    head = json.loads(talk.recv_bytes(LARGEST))
    pictures = tuple(talk.recv_bytes(LARGEST) for _ in range(head["pictures"]))
    return Message(head["word"], head["body"], pictures)
