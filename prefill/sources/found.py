"""A register's answer, taken apart with distrust."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import SourceUnavailableError
from models.tables import write_rows

log = structlog.get_logger(__name__)

UNREADABLE: Final = "返回的内容无法识别，未采用：请稍后重试或手工填写"
DECLINED: Final = "未能提供数据：请稍后重试或手工填写"
REFUSED: Final = "暂时无法访问（授权未通过）：请手工填写，并告知管理员"
REFUSING: Final = ("401", "403")
"""How the codes of a refusal begin."""
UNSEEN: Final = ("Cc", "Cf", "Cs")
"""Unicode categories of control and direction characters and stray surrogates."""
LONGEST_VALUE: Final = 500
"""Characters kept of one value; no box of a form but a table takes more."""
MOST_ROWS: Final = 1000
"""Rows taken of a table; an answer with more is refused, not cut."""

Scalar = str | int | float | bool | None
Rows = Annotated[list[dict[str, Scalar]], Field(max_length=MOST_ROWS)]


class _Data(BaseModel):
    model_config = ConfigDict(extra="ignore")

    record: dict[str, Scalar | Rows] | None = None
    as_of: date | None = Field(default=None, alias="asOf")


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str
    succeeded: bool = Field(alias="isSuccess")
    data: _Data | None = None


@dataclass(frozen=True)
class Found:
    """The record found, empty when there is none, and the day its data is from."""

    record: Mapping[str, str]
    as_of: date | None = None


def read_answer(content: bytes) -> Found:
    """Return what an answer holds, each value harmless text.

    Raises ``SourceUnavailableError`` when it is not the agreed envelope or reports a failure. The
    register's own message stays out of the error: it is not ours to show.
    """
    try:
        envelope = _Envelope.model_validate_json(content)
    except ValidationError as error:
        log.warning("register answered no envelope", errors=error.error_count())
        raise SourceUnavailableError(UNREADABLE) from error
    if envelope.code != "200" or not envelope.succeeded:
        log.warning("register declined", code=harmless(envelope.code))
        refused = envelope.code.startswith(REFUSING)
        raise SourceUnavailableError(REFUSED if refused else DECLINED)
    data = envelope.data or _Data()
    record = data.record or {}
    return Found({key: _text(value) for key, value in record.items()}, data.as_of)


def _text(value: Scalar | Rows) -> str:
    """Return a value as a box keeps it."""
    if not isinstance(value, list):
        return harmless(value)
    return write_rows({key: harmless(cell) for key, cell in row.items()} for row in value)


def harmless(value: str | float | bool | None) -> str:
    r"""Return a value as text without control or direction characters, cut to a sane length.

    >>> harmless("沪A\u202e12345\x00"), harmless(18000), harmless(None)
    ('沪A12345', '18000', '')
    """
    text = "" if value is None else str(value)[:LONGEST_VALUE]
    return "".join(each for each in text if unicodedata.category(each) not in UNSEEN).strip()
