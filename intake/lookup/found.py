"""A record as the holder of a paper may see it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.records import Record


class Standing(StrEnum):
    """Whether what a paper says still stands."""

    VALID = "valid"
    REPLACED = "replaced"
    """A newer edition was made."""
    VOID = "void"


STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.VALID: "有效：这是最新的一版。",
    Standing.REPLACED: "已被新版替换：之后又出具了新的一版，请以新版为准。",
    Standing.VOID: "已失效：这份文书不再有效。",
}


class Fact(Record):
    """Something to compare with the paper."""

    label: str
    text: str
    """Masked where it is personal."""


class Kept(Record):
    """One file kept of the record."""

    key: str
    """In the file store."""
    media_type: str
    sha256: str = ""
    """Empty where only the file itself can be compared."""


class Found(Record):
    """What is behind a check code."""

    kind: str
    """``document`` or ``notice``."""
    title: str
    check_code: str
    number_title: str
    """What the number is called: 办件编号 or 文号."""
    number: str
    office: str
    """Who received or issued it."""
    made_at: datetime
    standing: Standing
    facts: tuple[Fact, ...] = ()
    filing_id: str = ""
    kept: tuple[Kept, ...] = ()
