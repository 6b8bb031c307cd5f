"""What fill asks a source, and what a source may answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from models.records import Evidence, Filing, FormValue, SourceState
from models.specs import SourceSpec


@dataclass(frozen=True)
class Question:
    """Everything one source is asked in one filling, at once."""

    source: SourceSpec
    keys: tuple[str, ...]
    """Form keys wanted from it."""
    filing: Filing
    known: Mapping[str, FormValue]
    """The boxes as far as they are settled; what a register is asked by comes from here."""

    @property
    def subject(self) -> str:
        """Return the text the source is asked by; empty while nothing is known."""
        box = self.known.get(self.source.subject)
        return box.value if box else ""

    def name(self, key: str) -> str:
        """Return the source's own word for a form key."""
        return self.source.map.get(key, key)


@dataclass(frozen=True)
class Offer:
    """One value as the source wrote it, not yet normalised."""

    key: str
    """The form key."""
    text: str
    confidence: float = 1
    evidence: Evidence | None = None
    to_confirm: bool = False


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
