"""How often questions are answered and declined, by kind, at the lines and along a curve."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from eval.answers.pool import DAY, Pool, open_pool, read_rows
from knowledge.answers.answer import Answering, conclude, understand
from knowledge.answers.outcome import Answer
from knowledge.answers.refusal import Standing
from knowledge.index.scope import Scope
from models.records import Record

ANSWERABLE = "answerable"
KEPT = 0.95
"""Share of the answerable questions that are to be answered."""
DEPTHS = (1, 3, 5, 10, 20)
SHARES = (0.99, 0.98, 0.97, 0.96, 0.95, 0.925, 0.9, 0.85, 0.8, 0.75, 0.7)


class Asked(Record):
    """One question of a bench, and what came of it."""

    kind: str
    """``answerable``, or why it is not."""
    answered: bool
    rank: int
    """Of the right entry among those found, from 1; 0 where it is not."""
    foreign: bool
    """Declined, or asked back what is meant, before the measure below counts."""
    measure: float
    """Of being answered: log odds."""


class Point(Record):
    """One line on the curve: what it lets through, and what it declines."""

    answer_from: float
    answered: float
    """Share of the answerable questions that are answered."""
    answered_right: float
    """The same of those whose right entry came first."""
    declined: Mapping[str, float]
    """Share of each other kind that is declined."""


class Report(Record):
    """What was measured."""

    questions: Mapping[str, int]
    here: Point
    """At the declared lines."""
    curve: tuple[Point, ...]
    ceiling: Mapping[int, float]
    """By number of entries looked at: what share of near questions could be declined at most while
    95 of 100 answerable ones are answered, by a judge that never errs about those entries. A
    question whose right entry is not among them looks like one whose entry is not in the base."""
    citations: int
    citations_wrong: int
    """Citations whose quote does not stand at its place in the version they name."""


def measure(folder: Path) -> Report:
    """Ask every question of a bench; raises ``OSError`` where a file of it is missing."""
    pool = open_pool(folder)
    gold = dict(
        line.split("\t")[:2]
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    means = Answering(pool.retriever, lambda entry_id, _: pool.entries.get(entry_id))
    questions = [
        (ANSWERABLE, row["text"], gold[row["_id"]]) for row in read_rows(folder / "queries.jsonl")
    ]
    questions += [
        (row["metadata"]["kind"], row["text"], "")
        for row in read_rows(folder / "unanswerable.jsonl")
    ]
    asked, citations, wrong = [], 0, 0
    for kind, text, right in questions:
        understood = understand(text, Scope(day=DAY), means)
        outcome = conclude(understood, means)
        found = [each.entry.id for each in understood.candidates]
        asked.append(
            Asked(
                kind=kind,
                answered=isinstance(outcome, Answer),
                rank=found.index(right) + 1 if right in found else 0,
                foreign=understood.judgement.standing in {Standing.FOREIGN, Standing.UNCLEAR},
                measure=understood.judgement.answered,
            )
        )
        if isinstance(outcome, Answer):
            citations += len(outcome.citations)
            wrong += wrong_citations(outcome, pool)
    return report(asked, citations, wrong, means.lines.answer_from)


def wrong_citations(outcome: Answer, pool: Pool) -> int:
    """Return how many citations do not stand where they say, or are cited and not there."""
    numbers = {citation.number for citation in outcome.citations}
    missing = sum(not {*sentence.cites} <= numbers for sentence in outcome.sentences)
    return missing + sum(
        pool.entries[each.entry].body[each.start : each.end] != each.quote
        or pool.entries[each.entry].version != each.version
        for each in outcome.citations
    )


def report(asked: Sequence[Asked], citations: int, wrong: int, line: float) -> Report:
    """Return the figures of what was asked; the curve moves the line of being answered alone."""
    kept = [each.measure for each in asked if each.kind == ANSWERABLE and not each.foreign]
    whole = sum(each.kind == ANSWERABLE for each in asked)
    lines = [_line_for(kept, share * whole) for share in SHARES if share * whole <= len(kept)]
    return Report(
        questions={kind: sum(one.kind == kind for one in asked) for kind in _kinds(asked)},
        here=_point(asked, line, [each.answered for each in asked]),
        curve=tuple(
            _point(asked, at, [not one.foreign and one.measure >= at for one in asked])
            for at in lines
        ),
        ceiling={depth: ceiling(asked, depth) for depth in DEPTHS},
        citations=citations,
        citations_wrong=wrong,
    )


def ceiling(asked: Sequence[Asked], depth: int) -> float:
    """Return what ``Report.ceiling`` tells for so many entries."""
    ranks = [one.rank for one in asked if one.kind == ANSWERABLE]
    beyond = sum(not 1 <= rank <= depth for rank in ranks)
    return round(min(1.0, (1 - KEPT) * len(ranks) / max(beyond, 1)), 4)


def _line_for(measures: Sequence[float], wanted: float) -> float:
    """Return the measure that so many of the questions reach."""
    return sorted(measures, reverse=True)[max(int(np.ceil(wanted)) - 1, 0)]


def _point(asked: Sequence[Asked], line: float, answered: Sequence[bool]) -> Point:
    pairs = list(zip(asked, answered, strict=True))
    right = [yes for one, yes in pairs if one.rank == 1]
    return Point(
        answer_from=round(line, 3),
        answered=_share([yes for one, yes in pairs if one.kind == ANSWERABLE]),
        answered_right=_share(right),
        declined={
            kind: _share([not yes for one, yes in pairs if one.kind == kind])
            for kind in _kinds(asked)
            if kind != ANSWERABLE
        },
    )


def _kinds(asked: Sequence[Asked]) -> list[str]:
    return list(dict.fromkeys(one.kind for one in asked))


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 4) if flags else 0.0
