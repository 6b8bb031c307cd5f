"""What a lint found: remarks in Chinese that name the place and what to do."""

from enum import StrEnum

from models.records import Record


class Severity(StrEnum):
    """Whether a template can be used."""

    ERROR = "error"
    """It cannot until this is put right."""
    ADVICE = "advice"
    """It can; a person should look."""


class Remark(Record):
    """One thing found in a template."""

    code: str
    severity: Severity
    place: str
    """E.g. ``第 3 段“……”``; empty for the whole file."""
    message: str


class Report(Record):
    """Everything found in one template, in the order of reading."""

    remarks: tuple[Remark, ...] = ()

    @property
    def fit(self) -> bool:
        """Whether the template can be used."""
        return not self.errors

    @property
    def errors(self) -> tuple[Remark, ...]:
        """The remarks that keep the template from being used."""
        return tuple(each for each in self.remarks if each.severity is Severity.ERROR)


def error(code: str, place: str, message: str) -> Remark:
    """Return a remark that keeps the template from being used."""
    return Remark(code=code, severity=Severity.ERROR, place=place, message=message)


def advice(code: str, place: str, message: str) -> Remark:
    """Return a remark that does not."""
    return Remark(code=code, severity=Severity.ADVICE, place=place, message=message)
