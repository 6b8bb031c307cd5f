"""Measure how well everyday questions find the starter knowledge, and what comes of them.

The questions are ours, in ``eval/samples/starter/questions.toml``; none is a title or variant of
an entry.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import numpy as np

from eval.retrieval import Bench, BenchReport, measure_bench
from knowledge.answers.answer import Answering, answer
from knowledge.answers.candidates import Lookup
from knowledge.answers.outcome import Answer, AskBack, Outcome
from knowledge.corpus.read import Draft, read_corpus
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, State
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever
from models.records import Record
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_name("samples") / "starter" / "questions.toml"
DAY: Final = date(2026, 11, 28)
"""The day the starter knowledge was written for; entries of a yearly policy end after it."""
ANSWERED_SHARE: Final = 0.95
"""Share of the answerable questions that a threshold must let through."""


class Questions(Spec):
    """The questions by the entry that answers them, and by kind those none answers."""

    answered: Mapping[str, tuple[str, ...]]
    declined: Mapping[str, tuple[str, ...]]


class Miss(Record):
    """A question whose best entry is not the one that answers it."""

    question: str
    wanted: str
    found: tuple[str, ...]
    """The entries found, the best first, at most three."""


class Ended(Record):
    """How questions of one kind ended, as shares of them."""

    answered: float
    answered_right: float
    """Answered with the entry that answers the question among those cited."""
    asked_back: float
    offered_right: float
    """Asked back with that entry among the choices."""
    declined: float


class StarterReport(Record):
    """What was measured."""

    rates: BenchReport
    misses: tuple[Miss, ...]
    threshold: float
    """The score that 95 of 100 answerable questions reach."""
    below: Mapping[str, float]
    """By kind, the share of questions nothing answers whose best score lies below it: what a
    threshold on this score alone would decline."""
    ended: Mapping[str, Ended]
    """By kind, ``answerable`` first: what came of the questions at the declared lines."""


def read_questions(known: Mapping[str, Draft]) -> Questions:
    """Read the questions; raises ``SpecError`` when one names no entry."""
    questions = read_spec(FILE, Questions)
    need(FILE.name, "entry", questions.answered, known)
    return questions


def published(draft: Draft) -> Entry:
    """Return a starter entry as it is once somebody published it."""
    own = draft.model_dump(exclude={"basis", "facts"})
    life = {"version": 1, "state": State.PUBLISHED, "author": "样张"}
    at = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    return Entry.model_validate({**own, **life, "changed_at": at})


def measure_starter() -> StarterReport:
    """Ask every question of the starter knowledge."""
    drafts = read_corpus()
    questions = read_questions(drafts)
    entries = [published(draft) for draft in drafts.values()]
    index = Index(default_encoder())
    index.put(entries)
    retriever = Retriever(index)
    asked = {text: name for name, texts in questions.answered.items() for text in texts}
    found = {text: _found(retriever, text) for text in asked}
    threshold = float(np.quantile([_best(hits) for hits in found.values()], 1 - ANSWERED_SHARE))
    return StarterReport(
        rates=measure_bench(_bench(entries, asked)),
        misses=tuple(
            Miss(question=text, wanted=name, found=tuple(found[text])[:3])
            for text, name in asked.items()
            if next(iter(found[text]), "") != name
        ),
        threshold=round(threshold, 4),
        below={
            kind: _share_below(retriever, texts, threshold)
            for kind, texts in questions.declined.items()
        },
        ended=_ended(Answering(retriever, _lookup(entries)), asked, questions.declined),
    )


def _lookup(entries: Sequence[Entry]) -> Lookup:
    by_id = {entry.id: entry for entry in entries}
    return lambda entry_id, _: by_id.get(entry_id)


def _ended(
    means: Answering, asked: Mapping[str, str], declined: Mapping[str, Sequence[str]]
) -> dict[str, Ended]:
    """Answer all questions; ``asked`` gives the entry that answers each."""
    kinds = {"answerable": asked} | {
        kind: dict.fromkeys(texts, "") for kind, texts in declined.items()
    }
    return {
        kind: share_out(
            [(answer(text, Scope(day=DAY), means), right) for text, right in texts.items()]
        )
        for kind, texts in kinds.items()
    }


def share_out(ended: Sequence[tuple[Outcome, str]]) -> Ended:
    """Return how often outcomes were of which kind; each comes with the entry that is right."""
    answers = [({each.entry for each in outcome.citations}, right)
               for outcome, right in ended if isinstance(outcome, Answer)]  # fmt: skip
    backs = [({each.value for each in outcome.choices}, right)
             for outcome, right in ended if isinstance(outcome, AskBack)]  # fmt: skip
    counts = (
        len(answers),
        sum(right in cited for cited, right in answers),
        len(backs),
        sum(right in offered for offered, right in backs),
        len(ended) - len(answers) - len(backs),
    )
    names = ("answered", "answered_right", "asked_back", "offered_right", "declined")
    shares = (round(count / max(len(ended), 1), 4) for count in counts)
    return Ended.model_validate(dict(zip(names, shares, strict=True)))


def _bench(entries: Sequence[Entry], asked: Mapping[str, str]) -> Bench:
    return Bench(
        "starter",
        entries,
        [(text, text) for text in asked],
        {text: frozenset({name}) for text, name in asked.items()},
    )


def _found(retriever: Retriever, text: str) -> dict[str, float]:
    """Return the entries found for a question with their best score, the best first."""
    scores: dict[str, float] = {}
    for one in retriever.retrieve(text, Scope(day=DAY), 10).found:
        scores.setdefault(one.passage.entry, one.score)
    return scores


def _best(found: Mapping[str, float]) -> float:
    return max(found.values(), default=0.0)


def _share_below(retriever: Retriever, texts: Sequence[str], threshold: float) -> float:
    below = [_best(_found(retriever, text)) < threshold for text in texts]
    return round(sum(below) / len(below), 4)
