"""From a question to its outcome, in code: judge, then answer, ask back or decline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from knowledge.answers.asking_back import ask_back, offer
from knowledge.answers.candidates import Candidate, Lookup, gather
from knowledge.answers.declining import ServicePages, decline
from knowledge.answers.extract import cite, extract, is_asked_in
from knowledge.answers.outcome import Answer, Outcome, Reason
from knowledge.answers.refusal import (
    Judgement,
    Lines,
    Standing,
    Weights,
    default_lines,
    default_weights,
    judge,
)
from knowledge.answers.spans import Span
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

DEPTH = 60
"""Passages that are looked at."""


@dataclass(frozen=True)
class Answering:
    """What questions are answered with."""

    retriever: Retriever
    lookup: Lookup
    pages: ServicePages = lambda _question: ()
    matters: Mapping[str, str] = field(default_factory=dict)
    """Names of matters by their id."""
    weights: Weights = field(default_factory=default_weights)
    lines: Lines = field(default_factory=default_lines)


@dataclass(frozen=True)
class Understood:
    """A question with what was found and what may be done with it."""

    question: str
    """As it was searched."""
    scope: Scope
    candidates: Sequence[Candidate]
    judgement: Judgement
    spans: Sequence[Span] = ()
    """Sentences that answer it; empty where none may."""


def understand(question: str, scope: Scope, means: Answering) -> Understood:
    """Search a question and judge what was found; nothing is put into words yet."""
    retrieved = means.retriever.retrieve(question, scope, DEPTH)
    candidates = gather(retrieved.found, means.lookup)
    asked = retrieved.question.text
    judgement = judge(asked, candidates, retrieved.spoken_of, means.weights, means.lines)
    if candidates and is_asked_in(asked, candidates[0].entry):
        judgement = Judgement(Standing.SURE, judgement.belongs, max(judgement.answered, 3.0))
    answered = judgement.standing in {Standing.SURE, Standing.UNSURE}
    spans = extract(asked, candidates, means.weights.rarity) if answered else ()
    return Understood(asked, scope, candidates, judgement, spans)


def conclude(understood: Understood, means: Answering) -> Outcome:
    """Return the outcome in the base's own words."""
    asked, candidates = understood.question, understood.candidates
    standing = understood.judgement.standing
    if standing is Standing.FOREIGN:
        return decline(asked, candidates, Reason.NOT_OURS, means.pages)
    if not candidates:
        return decline(asked, candidates, Reason.NOTHING_FOUND, means.pages)
    if standing is Standing.UNCLEAR:
        offered = offer(candidates)
        return offered or decline(asked, candidates, Reason.NOT_ANSWERED, means.pages)
    if standing is Standing.UNANSWERED or not understood.spans:
        return decline(asked, candidates, Reason.NOT_ANSWERED, means.pages)
    back = ask_back(asked, candidates, understood.scope, means.matters)
    if back:
        return back
    return _answer(understood)


def answer(question: str, scope: Scope, means: Answering) -> Outcome:
    """Return what comes of a question, without a language model."""
    return conclude(understand(question, scope, means), means)


def _answer(understood: Understood) -> Answer:
    sentences, citations = cite(understood.spans)
    url = citations[0].source.url
    return Answer(
        sentences=sentences,
        citations=citations,
        sure=understood.judgement.standing is Standing.SURE,
        margin=round(1 / (1 + exp(-understood.judgement.answered)), 4),
        links=(url,) if url else (),
    )
