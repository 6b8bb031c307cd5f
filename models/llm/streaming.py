"""A streamed answer: server-sent events in, words out."""

import codecs
import json
from collections.abc import Callable
from typing import Final

from models.errors import ModelNonsenseError, ModelUnavailableError
from models.llm.answers import NONSENSE

EVENT: Final = "data:"
DONE: Final = "[DONE]"
THINKS, THOUGHT = "<think>", "</think>"
HALF: Final = "语言模型的回答没有说完。"


class Words:
    """Reads events of ``chat.completion.chunk``, and the answer of a server that streams none."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard = heard
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = ""
        self._held = ""
        """What may still turn out to be a thought."""
        self._open = False
        """Whether what comes now is said aloud."""
        self._ended = False
        self._cut = False
        """Whether the server says that the answer was longer than it may be."""

    def take(self, content: bytes) -> None:
        """Read the next bytes; raises ``ModelNonsenseError`` for an event that is none."""
        *lines, self._line = (self._line + self._decoder.decode(content)).split("\n")
        for line in lines:
            self._read(line.strip())

    def end(self) -> None:
        """Read what is left; raises ``ModelUnavailableError`` when the answer was not finished."""
        self._read(self._line.strip())
        if self._held and not self._held.startswith(THINKS):
            self._heard(self._held)
        if not self._ended:
            raise ModelUnavailableError(HALF)

    def _read(self, line: str) -> None:
        if line.startswith(EVENT):
            told = line.removeprefix(EVENT).strip()
            if told == DONE:
                self._ended = self._ended or not self._cut
            else:
                self._event(told)
        elif line.startswith("{"):
            self._event(line)

    def _event(self, told: str) -> None:
        try:
            choices = json.loads(told)["choices"]
            if not choices:  # an event that tells only what was used up
                return
            first = choices[0]
            words = (first.get("delta") or first.get("message") or {}).get("content") or ""
            self._ended = self._ended or first.get("finish_reason") == "stop"
            self._cut = self._cut or first.get("finish_reason") == "length"
            self._say(str(words))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise ModelNonsenseError(NONSENSE) from None

    def _say(self, words: str) -> None:
        if self._open:
            if words:
                self._heard(words)
            return
        self._held = (self._held + words).lstrip()
        if THINKS.startswith(self._held[: len(THINKS)]):
            _, found, self._held = (
                self._held.partition(THOUGHT) if THOUGHT in self._held else ("", "", self._held)
            )
            if not found:
                return
        self._open, held, self._held = True, self._held, ""
        if held:
            self._heard(held)
