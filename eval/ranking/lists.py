"""Lists of passages to learn from: what a question found, and which of it is right."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.retrieval import DAY, Bench, read_bench
from eval.starter import published
from knowledge.corpus.read import read_corpus
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.features import features
from knowledge.retrieval.question import read_question
from knowledge.retrieval.retrieve import DEPTH
from knowledge.retrieval.seeking import seek
from knowledge.words.sayings import default_sayings

STARTER: Final = "starter"
PARTS: Final = 3
"""Of the variants of an entry; each part is asked while the entry keeps the others."""


@dataclass(frozen=True)
class Ranked:
    """The passages that one question found."""

    question: str
    """Its id."""
    features: NDArray[np.float32]
    entries: NDArray[np.int64]
    """Of which entry each passage is, as a number below that of the passages."""
    right: NDArray[np.float64]
    """For each passage its entry's share: equal ones of the entries that answer, 0 of others."""
    weight: float
    """How much the question counts among all."""


def fold_of(question_id: str, folds: int) -> int:
    """Return by which fold a question is judged; it is learnt from in the others."""
    return zlib.crc32(question_id.encode()) // 2 % folds


def lists_of(folder: Path, emphasis: float) -> Iterator[Ranked]:
    """Yield what the questions of a bench find, with and without the table of sayings.

    All questions of a bench together count as much as the emphasis. What found nothing right, or
    nothing else, teaches nothing.
    """
    bench = read_bench(folder)
    return _lists(bench, emphasis / len(bench.questions))


def lists_of_starter(emphasis: float) -> Iterator[Ranked]:
    """Yield the same for the variants of the starter entries, each asked while it is left out.

    So entries with titles, variants and keywords are learnt from, which the benches have not. The
    questions of ``eval/samples/starter`` are not used.
    """
    benches = [_without_part(part) for part in range(PARTS)]
    total = sum(len(bench.questions) for bench in benches)
    for bench in benches:
        yield from _lists(bench, emphasis / total)


def _without_part(part: int) -> Bench:
    whole = [published(draft) for draft in read_corpus().values()]
    left = [entry.model_copy(update={"questions": _kept(entry.questions, part)}) for entry in whole]
    asked = {text: entry.id for entry in whole for text in entry.questions[part::PARTS]}
    wanted = {text: frozenset({entry}) for text, entry in asked.items()}
    return Bench(STARTER, left, [(text, text) for text in asked], wanted)


def _kept(variants: Sequence[str], part: int) -> tuple[str, ...]:
    return tuple(text for at, text in enumerate(variants) if at % PARTS != part)


def _lists(bench: Bench, weight: float) -> Iterator[Ranked]:
    index = Index(default_encoder())
    index.put(bench.entries)
    for name, text in bench.questions:
        asked = read_question(text).text
        tables = {(), default_sayings().official(asked)}
        for official in sorted(tables):
            sought = seek(index, asked, official, Scope(day=DAY), DEPTH)
            found = [hit.passage.entry for hit in sought.hits]
            right = np.array([entry in bench.wanted[name] for entry in found])
            if right.any() and not right.all():
                yield Ranked(
                    question=name,
                    features=features(asked, sought, default_encoder()),
                    entries=np.unique(found, return_inverse=True)[1],
                    right=right / len(bench.wanted[name] & {*found}),
                    weight=weight / len(tables),
                )
