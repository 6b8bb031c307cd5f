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

from knowledge.answers.candidates import Candidate
from knowledge.answers.evidence import NAMES, evidence
from knowledge.answers.hashing import bucket
from knowledge.words.terms import terms
from models.specs import Spec
from models.specs.spec import read_spec

WEIGHTS = Path(__file__).with_name("weights.npz")
RULES = Path(__file__).with_name("answers.toml")
FARTHEST = 4.0
"""Standard deviations beyond which a number counts no further."""
BEST_COVERED = NAMES.index("covered_best")


class Standing(StrEnum):
    """What may be done with what was found."""

    SURE = "sure"
    UNSURE = "unsure"
    """Answered, with the request to look at the source."""
    UNANSWERED = "unanswered"
    """It is ours, but nothing that was found answers it."""
    FOREIGN = "foreign"
    """Small talk, other trades: none of ours."""


class Lines(Spec):
    """Where the lines are drawn; each was read off the curve of ``zhiban eval answers``."""

    foreign_below: float
    """Of the measure of being ours: below it a question is foreign, unless …"""
    covered_surely: float = Field(ge=0, le=1)
    """… an entry holds this share of its words."""
    doubtful_below: float
    """Below this it is, unless …"""
    covered_from: float = Field(ge=0, le=1)
    """… an entry holds this share of its words."""
    answer_from: float
    """Of the measure of being answered: from here on there is an answer …"""
    sure_from: float
    """… and from here on it needs no warning."""
    basis: str


@dataclass(frozen=True)
class Judgement:
    """What speaks for an answer; the two measures are log odds."""

    standing: Standing
    ours: float
    answered: float
    covered: float
    """The largest share of the question's words that one entry holds."""


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
    question: str, candidates: Sequence[Candidate], weights: Weights, lines: Lines
) -> Judgement:
    """Return whether what was found answers a question."""
    told = evidence(question, candidates, weights.rarity)
    ours, answered = weights.ours(question), weights.answered(told)
    standing = _standing(ours, answered, float(told[BEST_COVERED]), lines)
    if not candidates and standing is not Standing.FOREIGN:
        standing = Standing.UNANSWERED
    return Judgement(standing, ours, answered, float(told[BEST_COVERED]))


def _standing(ours: float, answered: float, covered: float, lines: Lines) -> Standing:
    doubtful = ours < lines.doubtful_below and covered < lines.covered_from
    strange = ours < lines.foreign_below and covered < lines.covered_surely
    if doubtful or strange:
        return Standing.FOREIGN
    if answered < lines.answer_from:
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
