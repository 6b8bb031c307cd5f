"""What speaks for a question being answered by what was found: a few numbers, none of the base's.

They are shares and differences, so one set of weights serves bases of any size. How much a term
counts is its rarity in Chinese questions and official texts, not in the base that was searched.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.answers.candidates import Candidate
from knowledge.answers.hashing import bucket
from knowledge.words.terms import terms

Numbers = NDArray[np.float64]

PLACE: Final = re.compile(r"[A-Z]\d{0,2}(?=[市区县])|[\u4e00-\u9fff]{2}(?=[市区县镇乡])")
"""The name of a town or district, or what stands for it in texts without names."""
NAMES: Final = (
    "covered", "covered_best", "covered_ahead", "covered_rare", "covered_any", "unknown",
    "score_ahead", "score_ahead_far", "threes", "threes_best", "longest_run",
    "place_named", "place_else",
)  # fmt: skip
"""Of the numbers, in their order."""
AHEAD: Final = slice(1, 6)


def evidence(question: str, candidates: Sequence[Candidate], rarity: NDArray[np.uint8]) -> Numbers:
    """Return the numbers called ``NAMES``; all zero where nothing was found."""
    wanted = sorted(set(terms(question)))
    if not candidates or not wanted:
        return np.zeros(len(NAMES))
    weights = np.array([rarity[bucket(term, len(rarity))] for term in wanted], float) + 1
    texts = [plain(candidate.text) for candidate in candidates]
    held = np.array([[term in text for term in wanted] for text in texts])
    shares = held @ weights / weights.sum()
    rare = weights * weights * [len(term) > 1 for term in wanted]
    threes = _threes(plain(question), texts)
    scores = np.array([candidate.best.by_terms for candidate in candidates])
    top = max(float(scores.max()), 1e-9)
    return np.array(
        [
            shares[0],
            shares.max(),
            shares[0] - _mean(shares[AHEAD]),
            float(held[0] @ rare) / max(float(rare.sum()), 1e-9),
            float(held.any(0) @ weights) / weights.sum(),
            float(~held.any(0) @ rare) / max(float(rare.sum()), 1e-9),
            (top - _mean(np.sort(scores)[::-1][AHEAD])) / top,
            (top - _mean(np.sort(scores)[::-1][5:])) / top,
            threes[0],
            max(threes),
            _longest_run(plain(question), texts[0]),
            *_places(question, candidates[0].text),
        ]
    )


def plain(text: str) -> str:
    """Return a text in one width and case, without blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter for letter in folded if letter.isalnum())


def _threes(question: str, texts: Sequence[str]) -> list[float]:
    """Return by text the share of the question's runs of three that stand in it."""
    runs = [question[at : at + 3] for at in range(len(question) - 2)]
    return [sum(run in text for run in runs) / max(len(runs), 1) for text in texts]


def _longest_run(question: str, text: str) -> float:
    longest = 0
    for start in range(len(question)):
        while start + longest < len(question) and question[start : start + longest + 1] in text:
            longest += 1
    return longest / max(len(question), 1)


def _places(question: str, text: str) -> tuple[float, float]:
    """Tell whether the text names a place of the question, or only others."""
    asked = set(PLACE.findall(question))
    told = set(PLACE.findall(text))
    return float(bool(asked & told)), float(bool(asked and told) and not asked & told)


def _mean(numbers: Numbers) -> float:
    return float(numbers.mean()) if len(numbers) else 0.0
