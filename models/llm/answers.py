"""What a model answered: bytes in, a record of the asked schema out, or ``ModelNonsenseError``."""

import re
from typing import Final, TypeVar

from pydantic import BaseModel, Field, ValidationError

from models.errors import ModelNonsenseError

T = TypeVar("T", bound=BaseModel)

NONSENSE: Final = "语言模型的回答无法理解，没有采用。"
_THOUGHT = re.compile(r"^\s*[^\s{`].*?</think>", re.DOTALL)
"""What reasoning models say to themselves before they answer."""


class _Said(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Said


class _Envelope(BaseModel):
    """The part of a ``chat.completion`` that is used."""

    choices: list[_Choice] = Field(min_length=1)


def read_answer(content: bytes, schema: type[T]) -> T:
    """Return the first choice of a ``chat.completion`` as a record.

    Fences of Markdown and talk around one JSON object are forgiven. Raises ``ModelNonsenseError``,
    which quotes nothing of the answer.
    """
    try:
        said = _Envelope.model_validate_json(content).choices[0].message.content
        return schema.model_validate_json(json_in(said))
    except ValidationError:
        raise ModelNonsenseError(NONSENSE) from None


def json_in(text: str) -> str:
    """Return what stands from the first brace to the last one; empty when there is no object.

    >>> json_in('当然可以：```json' + chr(10) + '{"a": 1}```')
    '{"a": 1}'
    """
    told = _THOUGHT.sub("", text)
    return told[told.find("{") : told.rfind("}") + 1] if "{" in told else ""
