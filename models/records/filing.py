"""A filing: everything about one applicant's dossier."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from models.records.form import FormValue, SourceReport, Subject
from models.records.judgement import Decision, Finding
from models.records.paper import Document, Paper
from models.records.record import Record


class FilingState(StrEnum):
    """Where a filing stands."""

    OPEN = "open"
    """Papers can be added; the form can be edited."""
    CONFIRMED = "confirmed"
    SIGNED = "signed"


class Filing(Record):
    """One applicant's dossier for one scenario."""

    id: str
    case_no: str
    scenario: str
    subject: Subject = Subject()
    opened_at: datetime
    filed_on: date
    """The day the rules are applied for."""
    state: FilingState = FilingState.OPEN
    papers: tuple[Paper, ...] = ()
    form: tuple[FormValue, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    decision: Decision | None = None
    version: int = 0
    """Rises with every change; carried as the ETag."""

    def value(self, key: str) -> FormValue | None:
        """Return the box called ``key``, or None if the form does not have it."""
        return next((box for box in self.form if box.key == key), None)

    def text(self, key: str) -> str:
        """Return the text in the box called ``key``; empty when missing or blank."""
        box = self.value(key)
        return box.value if box else ""

    def documents(self, *types: str) -> Iterator[tuple[Paper, Document]]:
        """Yield every paper found of one of the types, in order of upload."""
        for paper in self.papers:
            for document in paper.documents:
                if not types or document.type in types:
                    yield paper, document
