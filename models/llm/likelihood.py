"""How probable a model finds texts: what it says of a prompt that it only reads.

Servers give this at ``/completions`` for ``echo`` with ``logprobs`` (vLLM, SGLang). Others take the
question and answer about the one token that they had to write instead: that is told apart.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, ValidationError

from models.errors import ModelNonsenseError
from models.llm.answers import NONSENSE

ABSENT: Final = "语言模型的端点不给出原文的概率，无法用来判断错别字。"
ROUNDING: Final = 1e-3
"""A certain token may come out a little above zero."""


class _Told(BaseModel):
    token_logprobs: list[
        Annotated[float, Field(strict=True, le=ROUNDING, allow_inf_nan=False)] | None
    ]


class _Choice(BaseModel):
    index: int
    text: str
    logprobs: _Told | None = None


class _Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int


class _Answer(BaseModel):
    """The part of a ``text_completion`` that is used."""

    choices: list[_Choice]
    usage: _Usage


def likelihood_question(texts: Sequence[str]) -> dict[str, Any]:
    """Return what asks how probable texts are; one token is written, as some servers refuse 0."""
    return {
        "prompt": list(texts),
        "echo": True,
        "logprobs": 1,
        "max_tokens": 1,
        "temperature": 0,
    }


def read_likelihoods(content: bytes, texts: Sequence[str]) -> tuple[float, ...]:
    """Return the log-probability (``ln``) of each text but for its first token.

    Nothing that the model wrote is used. Raises ``ModelNonsenseError`` unless every text came back
    whole with a finite figure for each of its tokens.
    """
    try:
        answer = _Answer.model_validate_json(content)
    except ValidationError:
        raise ModelNonsenseError(NONSENSE) from None
    choices = sorted(answer.choices, key=lambda choice: choice.index)
    told = [choice.logprobs.token_logprobs if choice.logprobs else [] for choice in choices]
    counted, usage = sum(map(len, told)), answer.usage
    if counted <= usage.completion_tokens:
        raise ModelNonsenseError(ABSENT)
    if (
        [choice.index for choice in choices] != list(range(len(texts)))
        or not all(map(str.startswith, (choice.text for choice in choices), texts))
        or counted != usage.prompt_tokens + usage.completion_tokens
        or usage.completion_tokens not in {0, len(texts)}
    ):
        raise ModelNonsenseError(NONSENSE)
    written = 1 if usage.completion_tokens else 0
    return tuple(_sum(each[: len(each) - written]) for each in told)


def _sum(told: Sequence[float | None]) -> float:
    """Add up; of the first token a model that reads from left to right can say nothing."""
    known = [each for each in told[1:] if each is not None]
    if not known or len(known) < len(told) - 1:
        raise ModelNonsenseError(NONSENSE)
    return sum(known)
