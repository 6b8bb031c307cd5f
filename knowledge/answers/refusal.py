"""Whether a question is ours, and whether what was found answers it: two small linear models.

``weights.npz`` is learnt by ``python -m eval.answers.train``; where the lines are drawn is declared
in ``answers.toml``. Nothing here is asked of a language model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from knowledge.answers.belonging import Signs, signs
from knowledge.answers.candidates import Candidate
from knowledge.answers.evidence import NAMES, evidence
from knowledge.answers.hashing import bucket
from knowledge.words.sayings import Saying
from knowledge.words.terms import terms
from models.specs import Spec
from models.specs.spec import read_spec

WEIGHTS = Path(__file__).with_name("weights.npz")
RULES = Path(__file__).with_name("answers.toml")
FARTHEST = 4.0
"""Standard deviations beyond which a number counts no further."""
LEAST_OURS, MOST_BESIDE, MOST_KNOWN = -6.0, 0.5, 2
"""Beyond these a sign counts no further."""
TINY = 4
"""Letters: so short a question is ours only if the table or the base knows its very words."""
BEST_COVERED = NAMES.index("covered_best")


class Standing(StrEnum):
    """What may be done with what was found."""

    SURE = "sure"
    UNSURE = "unsure"
    """Answered, with the request to look at the source."""
    UNANSWERED = "unanswered"
    """It is ours, but nothing that was found answers it."""
    UNCLEAR = "unclear"
    """It may be ours: the person is asked what is meant."""
    FOREIGN = "foreign"
    """Small talk, other trades: none of ours."""


class Lines(Spec):
    """Where the lines are drawn; each was read off the curve of ``zhiban eval answers``."""

    ours_counts: float
    """Weights of what the measure of belonging is the sum of: being ours by its words, …"""
    covered_counts: float
    """… the largest share of its words that one entry holds, …"""
    beside_counts: float
    """… the share that stands beside the best entry (``Signs.beside``), …"""
    known_counts: float
    """… and each row of the table of sayings that both speak of, at most two."""
    foreign_below: float
    """Of belonging: below it a question is foreign, unless table or base know its words."""
    unclear_below: float
    """Below this the person is asked what is meant."""
    beside_from: float = Field(ge=0, le=1)
    """Share beside the best entry from which the base knows a question's words."""
    beside_if_tiny: float = Field(ge=0, le=1)
    """The same of a question of hardly any words."""
    answer_from: float
    """Of the measure of being answered: from here on there is an answer …"""
    sure_from: float
    """… and from here on it needs no warning."""
    basis: str


@dataclass(frozen=True)
class Judgement:
    """What speaks for an answer."""

    standing: Standing
    belongs: float
    """The sum that ``Lines`` declares."""
    answered: float
    """Log odds."""


@dataclass(frozen=True)
class Weights:
    """What was learnt."""

    rarity: NDArray[np.uint8]
    """How rare a term is, by its bucket: 0 in every text, 255 in none."""
    domain: NDArray[np.float32]
    domain_bias: float
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    factors: NDArray[np.float64]
    bias: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read a file that ``save`` wrote; raises ``OSError`` where there is none."""
        with np.load(path, allow_pickle=False) as stored:
            step = np.float32(stored["domain_step"])
            return cls(
                rarity=stored["rarity"],
                domain=stored["domain"].astype(np.float32) * step,
                domain_bias=float(stored["domain_bias"]),
                mean=stored["mean"],
                spread=stored["spread"],
                factors=stored["factors"],
                bias=float(stored["bias"]),
            )

    def save(self, path: Path) -> None:
        """Write the weights, those of the domain rounded to 255 steps."""
        step = float(np.abs(self.domain).max()) / 127
        np.savez_compressed(
            path,
            rarity=self.rarity,
            domain=np.rint(self.domain / step).astype(np.int8),
            domain_step=step,
            domain_bias=self.domain_bias,
            mean=self.mean,
            spread=self.spread,
            factors=self.factors,
            bias=self.bias,
        )

    def ours(self, question: str) -> float:
        """Return the log odds that a question is one for an office."""
        rows = sorted({bucket(term, len(self.domain)) for term in terms(question)})
        return float(self.domain[rows].sum() / max(len(rows), 1) ** 0.5 + self.domain_bias)

    def answered(self, told: NDArray[np.float64]) -> float:
        """Return the log odds that the evidence is that of an answer."""
        scaled = ((told - self.mean) / self.spread).clip(-FARTHEST, FARTHEST)
        return float(scaled @ self.factors + self.bias)


def judge(
    question: str,
    candidates: Sequence[Candidate],
    sayings: Sequence[Saying],
    weights: Weights,
    lines: Lines,
) -> Judgement:
    """Return whether what was found answers a question; ``sayings`` are the rows it speaks of."""
    told = evidence(question, candidates, weights.rarity)
    met = signs(question, candidates, sayings, weights.rarity)
    belongs = (
        lines.ours_counts * max(weights.ours(question), LEAST_OURS)
        + lines.covered_counts * float(told[BEST_COVERED])
        + lines.beside_counts * min(met.beside, MOST_BESIDE)
        + lines.known_counts * min(met.known, MOST_KNOWN)
    )
    answered = weights.answered(told)
    standing = _standing(belongs, answered, met, lines)
    if _is_tiny(question) and not met.spoken and met.beside < lines.beside_if_tiny:
        standing = Standing.FOREIGN
    if not candidates and standing is not Standing.FOREIGN:
        standing = Standing.UNANSWERED
    return Judgement(standing, belongs, answered)


def _is_tiny(question: str) -> bool:
    return sum(letter.isalnum() for letter in question) <= TINY


def _standing(belongs: float, answered: float, met: Signs, lines: Lines) -> Standing:
    is_known = met.spoken or met.beside >= lines.beside_from
    if belongs < lines.foreign_below and not is_known:
        return Standing.FOREIGN
    if belongs < lines.unclear_below and not met.is_strange:
        return Standing.UNCLEAR
    if met.is_strange or answered < lines.answer_from:
        return Standing.UNANSWERED
    return Standing.SURE if answered >= lines.sure_from else Standing.UNSURE


@cache
def default_weights() -> Weights:
    """Return the weights that come with the product, read once."""
    return Weights.load()


@cache
def default_lines() -> Lines:
    """Return the lines that come with the product, read once."""
    return read_spec(RULES, Lines)
