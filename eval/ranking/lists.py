"""Lists of passages to learn from: what a question found, and which of it is right."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.retrieval import DAY, read_bench
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.features import features
from knowledge.retrieval.question import read_question
from knowledge.retrieval.retrieve import DEPTH
from knowledge.retrieval.seeking import seek
from knowledge.words.sayings import default_sayings


@dataclass(frozen=True)
class Ranked:
    """The passages that one question found."""

    features: NDArray[np.float32]
    right: NDArray[np.float64]
    """Shares that add up to 1: equal ones of the passages that answer."""
    weight: float
    """How much the question counts among all."""


def is_taught(question_id: str) -> bool:
    """Tell whether a question is of the half that settings are learnt on."""
    return zlib.crc32(question_id.encode()) % 2 == 0


def lists_of(folder: Path, emphasis: float, *, half: bool) -> Iterator[Ranked]:
    """Yield what the questions of a bench find, with and without the table of sayings.

    All questions of a bench together count as much as the emphasis. What found nothing right, or
    nothing else, teaches nothing.
    """
    bench = read_bench(folder)
    index = Index(default_encoder())
    index.put(bench.entries)
    taught = [(name, text) for name, text in bench.questions if not half or is_taught(name)]
    for name, text in taught:
        asked = read_question(text).text
        tables = {(), default_sayings().official(asked)}
        for official in sorted(tables):
            sought = seek(index, asked, official, Scope(day=DAY), DEPTH)
            right = np.array([hit.passage.entry in bench.wanted[name] for hit in sought.hits])
            if right.any() and not right.all():
                yield Ranked(
                    features=features(asked, sought, default_encoder()),
                    right=right / right.sum(),
                    weight=emphasis / len(taught) / len(tables),
                )
