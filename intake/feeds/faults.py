"""What a simulated register can be told to do wrong."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from intake.feeds.served import Record, Registers

STALE_DAYS: Final = 400


class Fault(StrEnum):
    """The ways in which a register fails its callers."""

    NONE = "none"
    DOWN = "down"
    SLOW = "slow"
    STALE = "stale"
    CONTRADICTING = "contradicting"
    WRONG_SUBJECT = "wrong_subject"
    GARBAGE = "garbage"
    REFUSED = "refused"
    WRONG_SIGNATURE = "wrong_signature"
    """Of a seal server: what it signed is not what it was asked to sign."""


class Order(BaseModel):
    """What the control endpoint is told."""

    model_config = ConfigDict(extra="forbid")

    fault: Fault
    seconds: float = Field(default=10, ge=0, le=60)
    """How long a slow register takes."""


GARBAGE: Final = b'\x00\xff{"code":"200","isSuccess":true,"data":<script>'


def spoilt(
    registers: Registers, name: str, question: tuple[str, str], fault: Fault
) -> Record | None:
    """Return the record as a register with this fault serves it; it is asked by word and text."""
    if fault is Fault.WRONG_SUBJECT:
        return registers.somebody_else(name, *question)
    record = registers.find(name, *question)
    if record and fault is Fault.CONTRADICTING:
        return record | registers.resources[name].contradicts
    return record


def data_day(today: date, fault: Fault) -> date:
    """Return the day the register's data is from."""
    return today - timedelta(days=STALE_DAYS) if fault is Fault.STALE else today
