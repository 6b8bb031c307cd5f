"""The platforms' answers, taken apart with distrust and turned into one shape (interfaces §8).

They call success and message by different names: ``code`` and ``isSuccess`` with ``msg``; only
``isSuccess`` (result feedback); ``code`` 200 or 0 with ``message``; ``r_code`` with ``r_msg``.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import Field

from models.records import Record
from prefill.sources.found import harmless

CODES: Final = ("code", "r_code")
MESSAGES: Final = ("msg", "message", "r_msg")
SUCCESSES: Final = ("isSuccess", "success")
GOOD: Final = {"200", "0"}
OURS: Final = "200"


class Envelope(Record):
    """An answer in our own shape; ``data`` holds plain texts only."""

    code: str
    succeeded: bool
    message: str = ""
    data: Mapping[str, str] = Field(default_factory=dict)


def read_envelope(content: bytes) -> Envelope | None:
    """Return what an answer says, or None when it is no envelope of any platform.

    >>> read_envelope(b'{"isSuccess": true}').code
    '200'
    >>> read_envelope(b'{"r_code": "200", "r_msg": "ok", "data": {"n": 1}}').data
    {'n': '1'}
    """
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict):
        return None
    code, told = _first(answer, CODES), _first(answer, SUCCESSES)
    if not isinstance(told, bool | None) or not isinstance(code, str | int | None):
        return None
    if code is None and told is None:
        return None
    good = told is not False and (code is None or str(code) in GOOD)
    return Envelope(
        code=OURS if good else harmless(code if code is not None else "500001"),
        succeeded=good,
        message=harmless(str(_first(answer, MESSAGES) or "")),
        data=_texts(answer.get("data")),
    )


def _first(answer: dict[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - of JSON
    return next((answer[name] for name in names if name in answer), None)


def _texts(data: object) -> dict[str, str]:
    """Return the plain values of an answer's data; what is nested is none of ours."""
    if not isinstance(data, dict):
        return {}
    plain = {key: value for key, value in data.items() if isinstance(value, str | int | float)}
    return {str(key): harmless(value) for key, value in plain.items()}
