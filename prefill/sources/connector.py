"""What fill asks a source, and what a source may answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from models.records import Evidence, Filing, FormValue, SourceState
from models.specs import QuerySpec, SourceSpec
from prefill.sources.once import Once


@dataclass(frozen=True)
class Question:
    """Everything one source is asked in one query, at once."""

    source: SourceSpec
    query: QuerySpec
    keys: tuple[str, ...]
    """Form keys wanted from it."""
    filing: Filing
    known: Mapping[str, FormValue]
    """The boxes as far as they are settled; what a register is asked by comes from here."""
    once: Once = field(default_factory=Once)
    """Shared by all questions of one filling."""

    @property
    def by(self) -> str:
        """Return the form key it is asked by; empty while none of the possible ones is known."""
        return next((key for key in self.query.by if self.text(key)), "")

    @property
    def subject(self) -> str:
        """Return the text the source is asked by; empty while nothing is known."""
        return self.text(self.by)

    def text(self, key: str) -> str:
        """Return what stands in a box; empty when it is blank or missing."""
        box = self.known.get(key)
        return box.value if box else ""

    def name(self, key: str) -> str:
        """Return the source's own word for a form key."""
        return self.query.name(key)

    def picked(self) -> dict[str, str]:
        """Return what the record that is meant says, by the source's own words."""
        return _texts(self, self.query.picks)

    def avoided(self) -> dict[str, str]:
        """Return what only a record that is not meant says, by the source's own words."""
        return _texts(self, self.query.avoids)


@dataclass(frozen=True)
class Offer:
    """One value as the source wrote it, not yet normalised."""

    key: str
    """The form key."""
    text: str
    confidence: float = 1
    evidence: Evidence | None = None
    to_confirm: bool = False
    choice: bool = False
    """One of several the applicant has to choose from: shown, but never filled in."""
    warning: str = ""
    """A Chinese sentence: why the value may no longer hold."""


@dataclass(frozen=True)
class Answer:
    """What one source gave; several offers for one key stand best first."""

    offers: tuple[Offer, ...] = ()
    state: SourceState = SourceState.ANSWERED
    note: str = ""
    """A Chinese sentence for the page, where the usual one does not say enough."""
    as_of: date | None = None
    """The day the source's own data is from, when it tells."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Special marks of what was asked about, by the source's own key."""


class Connector(Protocol):
    """One kind of source; it may be asked from several threads at once."""

    def ask(self, question: Question) -> Answer:
        """Return what the source knows, within a bounded time.

        Raises ``SourceUnavailableError``, with a Chinese sentence, when it cannot be asked or its
        answer cannot be trusted.
        """
        ...


def _texts(question: Question, named: Mapping[str, str]) -> dict[str, str]:
    texts = {word: question.text(key) for word, key in named.items()}
    return {word: text for word, text in texts.items() if text}
