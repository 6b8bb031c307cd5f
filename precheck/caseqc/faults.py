"""What is wrong with a record of a case, or with the file it stands in."""

from enum import StrEnum

from models.records.record import Record


class Level(StrEnum):
    """What a fault means."""

    ERROR = "error"
    """Counts: the record is not faultless."""
    WARNING = "warning"
    """A reading of the rules that the authority has yet to confirm; does not count."""
    NOTICE = "notice"
    """Worth knowing."""


class Fault(Record):
    """One rule that a record breaks, or one value that is not understood."""

    code: str
    """Of the rule, e.g. ``AI05``; ``FM…`` is a value, ``FL…`` a file that is not understood."""
    label: str
    """The field in Chinese."""
    field: str
    """The field's key."""
    table: str
    """Id in ``fields.toml`` of the table whose row it is: ``apply`` is the case itself."""
    position: int = 0
    """Which row of the table, from 1; 0 for the case itself."""
    message: str
    """A plain Chinese sentence: what is wrong and what to do. Personal data is never repeated."""
    level: Level = Level.ERROR
    basis: str = ""
    note: str = ""
    """Where the rule is a reading of a text that is cut or garbled: how it was read."""
