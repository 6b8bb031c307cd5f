"""The entries a question found, each with its passages, the best first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from knowledge.entries.entry import Entry
from knowledge.retrieval.retrieve import Found

MOST = 20
"""Entries looked at; what stands further down answers nothing."""

Lookup = Callable[[str, int], Entry | None]
"""An entry by id and version; None when the asker may not see it any more."""


@dataclass(frozen=True)
class Candidate:
    """An entry that may answer."""

    entry: Entry
    found: Sequence[Found]
    """Its passages, the best first."""

    @property
    def best(self) -> Found:
        """The passage it was found by."""
        return self.found[0]

    @property
    def strength(self) -> float:
        """Log odds of its score: unlike scores near 1, they tell apart what is good and better."""
        score = min(max(self.best.score, 1e-9), 1 - 1e-9)
        return log(score / (1 - score))

    @property
    def text(self) -> str:
        """All that was matched: what staff wrote beside it, and the passages."""
        beside = (self.entry.title, *self.entry.questions, *self.entry.keywords)
        passages = (" ".join((*one.passage.path, one.passage.text)) for one in self.found)
        return "\n".join((*beside, *passages))


def gather(found: Sequence[Found], lookup: Lookup) -> tuple[Candidate, ...]:
    """Return the entries of what was found; one that nobody may see any more is left out."""
    by_entry: dict[tuple[str, int], list[Found]] = {}
    for one in found:
        by_entry.setdefault((one.passage.entry, one.passage.version), []).append(one)
    kept = ((lookup(*key), passages) for key, passages in by_entry.items())
    known = [Candidate(entry, tuple(passages)) for entry, passages in kept if entry]
    return tuple(known[:MOST])
