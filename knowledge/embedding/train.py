"""Learn the small embedding from pairs of texts that belong together.

    python -m knowledge.embedding.train --pairs pairs.jsonl.gz --articles laws.jsonl.gz

Needs scipy; on a GPU also CuPy (``--arrays cupy``). The same seed gives the same weights on the
CPU; a GPU adds in varying order, so its figures vary in the last digits.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import numpy as np
import structlog
from numpy.typing import NDArray

from knowledge.embedding.contrast import Array, learn_from
from knowledge.embedding.encoder import WEIGHTS, StaticEncoder
from knowledge.embedding.lessons import Lessons, arrange
from knowledge.embedding.mining import EMPHASIS, lookalikes, pools_of
from knowledge.embedding.pairs import (
    Pair,
    Questions,
    article_pairs,
    read_lines,
    read_negatives,
    read_pairs,
)

LIBRARIES = {"numpy": ("numpy", "scipy.sparse"), "cupy": ("cupy", "cupyx.scipy.sparse")}
log = structlog.get_logger()


@dataclass(frozen=True)
class Settings:
    """How to learn; the defaults are those of the weights that come with the product."""

    dimensions: int = 256
    steps: int = 3000
    batch: int = 2048
    rate: float = 0.02
    temperature: float = 0.05
    dropout: float = 0.6  # the share of a text's terms that a lesson hides
    evenness: float = 0.5  # 1 draws sources by size, 0 draws them alike
    hard_from: float = 0.4  # the part of the steps after which hard negatives are sought
    for_offices: bool = False  # draw questions to offices oftener, with lookalikes from the start
    seed: int = 20261120


@dataclass
class Learner:
    """The vectors while they are learnt (Adam), on the CPU or a GPU."""

    xp: Any  # the array library
    texts: Any  # its sparse array
    table: Array
    settings: Settings
    step: int = 0
    moments: list[Array] = field(default_factory=list)

    @classmethod
    def start(
        cls, lessons: Lessons, settings: Settings, arrays: str, known: StaticEncoder | None = None
    ) -> Self:
        """Begin with what is known, else with random directions as long as a term is rare."""
        xp, sparse = (import_module(name) for name in LIBRARIES[arrays])
        random_state = np.random.default_rng(settings.seed)
        table = random_state.standard_normal((len(lessons.vocabulary), settings.dimensions))
        table *= lessons.rarity[:, None] / lessons.rarity.mean()
        for row, term in enumerate(lessons.vocabulary if known else ()):
            if known and term in known.ids:
                table[row] = known.vector(term)
        texts = sparse.csr_matrix(lessons.texts)
        learner = cls(xp, texts, xp.asarray(table, dtype=xp.float32), settings)
        learner.moments = [xp.zeros_like(learner.table) for _ in range(2)]
        return learner

    def learn(self, rows: NDArray[np.int64], hard: NDArray[np.int64]) -> float:
        """Take one step on pairs (anchor, positive) and further wrong candidates."""
        candidates = np.concatenate([rows[:, 1], hard])
        near, far = self._bags(rows[:, 0]), self._bags(candidates)
        lesson = learn_from(
            self.xp,
            near @ self.table,
            far @ self.table,
            self.xp.asarray(_allowed(rows, candidates)),
            self.settings.temperature,
        )
        self._move(near.T @ lesson.anchors + far.T @ lesson.candidates)
        return lesson.loss

    def vectors(self, rows: NDArray[np.int64]) -> Array:
        """Return vectors of length 1 for whole texts."""
        found = self.texts[self.xp.asarray(rows)] @ self.table
        return found / (self.xp.linalg.norm(found, axis=1, keepdims=True) + 1e-9)

    def _bags(self, rows: NDArray[np.int64]) -> Any:  # noqa: ANN401 - a sparse array
        bags = self.texts[self.xp.asarray(rows)]
        shown = self.xp.random.random(bags.data.shape) >= self.settings.dropout
        bags.data *= shown.astype(self.xp.float32)
        return bags

    def _move(self, gradient: Array) -> None:
        self.step += 1
        rate = self.settings.rate * (1 - self.step / (self.settings.steps + 1))
        mean, spread = (
            self._moment(number, value, keep)
            for number, value, keep in ((0, gradient, 0.9), (1, gradient * gradient, 0.99))
        )
        self.table -= rate * mean / (self.xp.sqrt(spread) + 1e-12)

    def _moment(self, number: int, value: Array, keep: float) -> Array:
        """Carry a running mean on and return it, corrected for having begun at nothing."""
        self.moments[number] *= keep
        self.moments[number] += (1 - keep) * value
        return self.moments[number] / (1 - keep**self.step)


def train(
    lessons: Lessons,
    settings: Settings,
    arrays: str = "numpy",
    known: StaticEncoder | None = None,
) -> StaticEncoder:
    """Learn batch by batch, each of one source, later also against the closest wrong texts."""
    learner = Learner.start(lessons, settings, arrays, known)
    learner.xp.random.seed(settings.seed)
    chance = np.random.default_rng(settings.seed)
    alike = lookalikes(lessons, pools_of(lessons)) if settings.for_offices else {}
    hard = dict(alike)
    for step, source in enumerate(_sources(lessons, settings, chance)):
        if step in _search_steps(settings):
            hard = _together(alike, closest_wrong(learner, lessons))
        pairs = lessons.sources[source]
        rows = pairs[chance.permutation(len(pairs))[: settings.batch]]
        loss = learner.learn(rows, _wrong(rows, hard, lessons, chance))
        if step % 200 == 0:
            log.info("learnt", step=step, source=source, loss=round(loss, 3))
    table = learner.table.get() if arrays == "cupy" else learner.table
    return StaticEncoder(lessons.vocabulary, table)


def closest_wrong(learner: Learner, lessons: Lessons) -> dict[int, NDArray[np.int64]]:
    """Find for each anchor the passages of its source that lie close to it and are not its own."""
    found: dict[int, NDArray[np.int64]] = {}
    for pairs in lessons.sources.values():
        pool = np.unique(pairs[:, 1])
        vectors = learner.vectors(pool)
        for start in range(0, len(pairs), 4096):
            rows = pairs[start : start + 4096, 0]
            scores = learner.vectors(rows) @ vectors.T
            depth = min(20, len(pool))
            best = learner.xp.argpartition(-scores, depth - 1, axis=1)[:, :depth]
            names = best.get() if hasattr(best, "get") else best
            found.update(zip(rows.tolist(), pool[names], strict=True))
    return found


def _together(
    alike: dict[int, NDArray[np.int64]], close: dict[int, NDArray[np.int64]]
) -> dict[int, NDArray[np.int64]]:
    return close | {
        row: np.concatenate([others, close[row]]) if row in close else others
        for row, others in alike.items()
    }


def _wrong(
    rows: NDArray[np.int64],
    hard: dict[int, NDArray[np.int64]],
    lessons: Lessons,
    chance: np.random.Generator,
) -> NDArray[np.int64]:
    """Pick one wrong text for every anchor that has one, known strangers first."""
    picked = []
    for anchor in rows[:, 0].tolist():
        choices = lessons.strangers.get(anchor) or hard.get(anchor)
        if choices is not None and len(choices):
            picked.append(choices[int(chance.integers(len(choices)))])
    return np.array(picked, np.int64)


def _allowed(rows: NDArray[np.int64], candidates: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which candidates are wrong for which anchor, and each anchor's own on the diagonal."""
    size = len(rows)
    allowed: NDArray[np.bool_] = rows[:, 1, None] != candidates[None, :]
    allowed[:, :size] &= rows[:, 0, None] != rows[None, :, 0]
    allowed[np.arange(size), np.arange(size)] = True
    return allowed


def _search_steps(settings: Settings) -> set[int]:
    parts = (settings.hard_from, (1 + settings.hard_from) / 2)
    return {int(part * settings.steps) for part in parts}


def _sources(lessons: Lessons, settings: Settings, chance: np.random.Generator) -> Iterator[str]:
    names = sorted(lessons.sources)
    sizes = np.array([len(lessons.sources[name]) for name in names]) ** settings.evenness
    if settings.for_offices:
        sizes *= np.array([EMPHASIS.get(name, 1.0) for name in names])
    drawn = chance.choice(len(names), settings.steps, p=sizes / sizes.sum())
    return (names[number] for number in drawn)


def read_training(
    pairs: Path, articles: Path | None, benches: Path | None, seed: int
) -> list[Pair]:
    """Read all pairs, without those that hold a test question of the benches."""
    found = read_pairs(pairs)
    if articles:
        found = [*found, *article_pairs(articles, random.Random(seed))]  # noqa: S311 - no secret
    if benches is None:
        return found
    files = sorted(benches.glob("*/queries.jsonl"))
    questions = Questions(row["text"] for file in files for row in read_lines(file))
    kept = [pair for pair in found if not any(map(questions.hold, pair[:2]))]
    log.info("kept out as too close to a test question", pairs=len(found) - len(kept))
    return kept


def main() -> None:
    """Train by the arguments and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--benches", type=Path, help="their questions are kept out")
    parser.add_argument("--known", type=Path, help="weights to go on from")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--arrays", choices=sorted(LIBRARIES), default="numpy")
    parser.add_argument("--vocabulary", type=int, default=56000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--settings", type=json.loads, default={}, help="JSON, see Settings")
    given = parser.parse_args()
    settings = Settings(**given.settings)
    pairs = read_training(given.pairs, given.articles, given.benches, settings.seed)
    negatives = read_negatives(given.negatives) if given.negatives else {}
    log.info("read", pairs=len(pairs))
    lessons = arrange(pairs, negatives, given.vocabulary, given.processes)
    known = StaticEncoder.load(given.known) if given.known else None
    train(lessons, settings, given.arrays, known).save(given.out)


if __name__ == "__main__":
    main()
