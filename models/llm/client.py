"""Ask a language model, get a record back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from models.circuit import Circuit
from models.llm.access import AnswerForm, ChatMessage, ModelAccess
from models.llm.answers import read_answer
from models.llm.endpoint import Endpoint
from models.llm.likelihood import likelihood_question, read_likelihoods
from models.llm.streaming import Words

T = TypeVar("T", bound=BaseModel)


class LanguageModel:
    """One model behind one endpoint; safe to use from several threads, not from an event loop."""

    def __init__(self, access: ModelAccess, circuit: Circuit | None = None) -> None:
        self._access = access
        self._endpoint = Endpoint(access, circuit)

    def chat(self, messages: Sequence[ChatMessage], schema: type[T]) -> T:
        """Return the model's answer as a record of ``schema``.

        The record is of the right form; whether it is true is for the caller to find out. No tool
        is offered to the model, and nothing is streamed.

        Raises:
            ModelUnavailableError: The endpoint did not answer in time or refused; after several
                failures in a row it is not asked again for a while.
            ModelNonsenseError: It answered something else.
        """
        content = self._endpoint.post("/chat/completions", self._question(messages, schema))
        return read_answer(content, schema)

    def write(self, messages: Sequence[ChatMessage], heard: Callable[[str], None]) -> None:
        """Give the model's words as they come, without what it thinks to itself.

        ``heard`` may raise ``ModelNonsenseError`` to hear no more. Asks once.

        Raises:
            ModelUnavailableError: As of ``chat``, or the answer stopped half-way; what was heard
                before is the caller's.
            ModelNonsenseError: It answered something that is no chat.
        """
        words = Words(heard)
        question = {
            "model": self._access.model,
            "messages": [message.on_the_wire() for message in messages],
            "temperature": 0.3,
            "max_tokens": self._access.most_tokens,
            "stream": True,
        }
        self._endpoint.stream("/chat/completions", question, words.take)
        words.end()

    def likelihoods(self, texts: Sequence[str], seconds: float) -> tuple[float, ...]:
        """Return the log-probability (``ln``) of each text but for its first token; writes none.

        Raises:
            ModelUnavailableError: As of ``chat``, or the answer took longer than ``seconds``.
            ModelNonsenseError: It answered something else, or gives no probabilities of a prompt.
        """
        question = {"model": self._access.model} | likelihood_question(texts)
        content = self._endpoint.post("/completions", question, seconds)
        return read_likelihoods(content, texts)

    def alive(self) -> bool:
        """Tell whether the endpoint can be asked now; takes two seconds at most."""
        return self._endpoint.alive()

    def _question(self, messages: Sequence[ChatMessage], schema: type[T]) -> dict[str, Any]:
        form = schema.model_json_schema()
        *before, last = messages
        told = replace(last, text=f"{last.text}\n\n{_form_in_words(form)}")
        question = {
            "model": self._access.model,
            "messages": [message.on_the_wire() for message in (*before, told)],
            "temperature": 0,
            "max_tokens": self._access.most_tokens,
        }
        return question | _held_to(self._access.answer_form, form)


def _form_in_words(form: dict[str, Any]) -> str:
    """Return the form of the answer in words: a server may hold its model to it without a word."""
    return "只输出一个 JSON 对象，须符合此 JSON Schema：" + json.dumps(form, ensure_ascii=False)


def _held_to(wanted: AnswerForm, form: dict[str, Any]) -> dict[str, Any]:
    if wanted is AnswerForm.TEXT:
        return {}
    if wanted is AnswerForm.JSON_OBJECT:
        return {"response_format": {"type": "json_object"}}
    schema = {"name": "answer", "schema": form, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}
