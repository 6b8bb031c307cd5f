"""How a language model is reached, and what is said to it."""

import base64
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal


class AnswerForm(StrEnum):
    """How the endpoint is told what an answer must look like; not every server knows each way."""

    JSON_SCHEMA = "json_schema"
    """The schema itself is sent, and the server holds the model to it."""
    JSON_OBJECT = "json_object"
    """The server holds the model to JSON; what the keys are stands in the prompt."""
    TEXT = "text"
    """Only the prompt asks for JSON."""


@dataclass(frozen=True)
class ModelAccess:
    """How one language model is reached; neither key nor texts show in a representation."""

    url: str
    """Base address, e.g. ``http://127.0.0.1:8000/v1``; ``/chat/completions`` follows."""
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 30
    """The longest one question may take, further attempts included."""
    attempts: int = 2
    answer_form: AnswerForm = AnswerForm.JSON_SCHEMA
    most_tokens: int = 2000
    """The longest answer."""


@dataclass(frozen=True)
class ChatMessage:
    """One message of a chat, with a picture where the model can see."""

    role: Literal["system", "user", "assistant"]
    text: str = field(repr=False)
    jpeg: bytes = field(default=b"", repr=False)

    def on_the_wire(self) -> dict[str, Any]:
        """Return the message as ``/chat/completions`` takes it."""
        if not self.jpeg:
            return {"role": self.role, "content": self.text}
        address = f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode()}"
        parts = [
            {"type": "text", "text": self.text},
            {"type": "image_url", "image_url": {"url": address}},
        ]
        return {"role": self.role, "content": parts}
