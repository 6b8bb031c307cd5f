"""What shows that a question is one for this base, beside the way its words are put."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.answers.candidates import Candidate
from knowledge.answers.hashing import bucket
from knowledge.words.sayings import Saying
from knowledge.words.terms import terms


@dataclass(frozen=True)
class Signs:
    """How a question meets the base and the table of sayings."""

    beside: float
    """Share of its pairs of letters, weighed by their rarity, that stand in the title, the variants
    or the keywords of the best entry."""
    spoken: int
    """Rows of the table it speaks of."""
    known: int
    """Those of them that the best entry speaks of too."""
    is_strange: bool = False
    """It speaks of rows of the table, and nothing that was found speaks of any of them."""


def signs(
    question: str,
    candidates: Sequence[Candidate],
    sayings: Sequence[Saying],
    rarity: NDArray[np.uint8],
) -> Signs:
    """Return the signs of a question; ``sayings`` are the rows of the table it speaks of."""
    if not candidates:
        return Signs(0.0, len(sayings), 0)
    best = candidates[0]
    known = sum(row.stands_in(best.text) for row in sayings)
    is_met = known or any(row.stands_in(each.text) for each in candidates[1:] for row in sayings)
    return Signs(_beside(question, best, rarity), len(sayings), known, bool(sayings) and not is_met)


def _beside(question: str, candidate: Candidate, rarity: NDArray[np.uint8]) -> float:
    entry = candidate.entry
    pairs = {term for term in terms(question) if len(term) > 1}
    weights = {pair: 1 + int(rarity[bucket(pair, len(rarity))]) ** 2 for pair in pairs}
    held = {*terms("\n".join((entry.title, *entry.questions, *entry.keywords)))}
    return sum(weights[pair] for pair in pairs & held) / max(sum(weights.values()), 1)
