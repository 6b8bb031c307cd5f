"""What tells a passage that answers from one that only shares words, as numbers for the ranker."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.encoder import StaticEncoder
from knowledge.index.index import Hit
from knowledge.words.plain import plain
from knowledge.words.terms import terms

NAMES: Final = (
    "terms",  # BM25, relative to the best passage of the question
    "meaning",  # cosine
    "meaning_lag",  # how much less than the best passage's
    "coverage",  # share of the question's terms that stand in the passage, weighed
    "pairs",  # the same of neighbouring characters only
    "sentence",  # the same of the sentence that covers most
    "run",  # longest run of the question in the passage, as a share of the question
    "title",  # share of the question's terms in the title, weighed
    "asked",  # share of the title's terms in the question, weighed
    "variant",  # share of the question's terms in the nearest other way of asking, or keyword
    "named",  # share of the official terms that stand in title, headings or variants
    "figures",  # share of the question's figures that stand in the passage; 1 without any
    "length",  # logarithm of the passage's characters
    "terms_both",  # BM25 of the question with the official terms for it, relative as above
    "meaning_both",  # cosine of the same
    "rank",  # reciprocal rank by terms
    "company",  # BM25 of the best other passage of its entry, relative as above
    "together",  # coverage by all passages of its entry that were found
    # of the question, alike for all passages: so that the others can count more or less
    "best_coverage",
    "best_meaning",
    "usual_meaning",
    "lead",  # of the best passage by terms before the fifth, as a share of it
    "size",  # logarithm of the question's terms
    "asking",  # whether it is put as a question
)
FIGURE: Final = re.compile(r"[0-9a-z]+")
ASKING: Final = re.compile(r"[吗呢?]|怎|如何|什么|哪|谁|几|多少|是否|能否|可否|能不能|何时|为何|啥")
SENTENCE: Final = re.compile(r"[。！？；\n]")
UNKNOWN: Final = 1.2
"""Weight of a term the embedding does not know, beside the mean of those it does: it is rare."""


@dataclass(frozen=True)
class Asked:
    """A question's terms and what each weighs."""

    text: str
    terms: tuple[str, ...]
    weights: NDArray[np.float32]
    pairs: NDArray[np.bool_]
    """Which terms are of more than one character."""

    def share(self, held: NDArray[np.bool_]) -> float:
        """Return the share of the terms that are held, by weight."""
        return float(self.weights[held].sum() / max(self.weights.sum(), 1e-9))

    def held_by(self, *texts: str) -> NDArray[np.bool_]:
        """Return which terms stand in one of the texts."""
        return np.array([any(term in text for text in texts) for term in self.terms], bool)


@dataclass(frozen=True)
class Sought:
    """What a question and the official terms for it found."""

    official: Sequence[str]
    hits: Sequence[Hit]
    """With the scores for the question alone."""
    both: Sequence[Hit]
    """The same passages with the scores for the question and the official terms together."""


def features(question: str, sought: Sought, encoder: StaticEncoder) -> NDArray[np.float32]:
    """Return a row for each of one or more hits, with a column for each of ``NAMES``.

    The encoder tells what a term weighs.
    """
    asked = _asked(question, encoder)
    looked_at = [_Text.of(hit) for hit in sought.hits]
    held = np.array([asked.held_by(text.body) for text in looked_at])
    rows = [
        _features(asked, sought.official, hit, *each)
        for hit, *each in zip(sought.hits, looked_at, held, strict=True)
    ]
    by_terms = np.array([hit.by_terms for hit in sought.hits])
    relative = by_terms / max(by_terms.max(), 1e-9)
    both = np.array([hit.by_terms for hit in sought.both])
    meaning = np.array([hit.by_meaning for hit in sought.hits])
    columns = [
        relative,
        meaning,
        meaning - meaning.max(),
        np.array(rows),
        both / max(both.max(), 1e-9),
        np.array([hit.by_meaning for hit in sought.both]),
        1 / (1 + np.argsort(np.argsort(-by_terms, kind="stable"))),
        *_company(asked, sought.hits, relative, held),
        *(np.full(len(rows), each) for each in _of_all(asked, relative, meaning, held)),
    ]
    return np.column_stack(columns).astype(np.float32)


@dataclass(frozen=True)
class _Text:
    """A passage as it is compared."""

    title: str
    heads: str
    """Title, headings and other ways of asking."""
    body: str

    @classmethod
    def of(cls, hit: Hit) -> Self:
        passage = hit.passage
        heads = " ".join((passage.title, *passage.path, *passage.asked))
        return cls(plain(passage.title), plain(heads), plain(passage.text))


def _asked(question: str, encoder: StaticEncoder) -> Asked:
    held = tuple(dict.fromkeys(terms(question)))
    lengths = np.array([encoder.weight(term) for term in held], np.float32)
    known = lengths > 0
    usual = float(lengths[known].mean()) if known.any() else 1.0
    return Asked(
        text=plain(question),
        terms=held,
        weights=np.where(known, lengths, UNKNOWN * usual).astype(np.float32),
        pairs=np.array([len(term) > 1 for term in held], bool),
    )


def _features(
    asked: Asked, official: Sequence[str], hit: Hit, text: _Text, held: NDArray[np.bool_]
) -> tuple[float, ...]:
    pairs = asked.weights[asked.pairs].sum()
    named = terms(text.title)
    return (
        asked.share(held),
        float(asked.weights[held & asked.pairs].sum() / max(pairs, 1e-9)),
        max(asked.share(asked.held_by(part)) for part in SENTENCE.split(text.body)),
        _run(asked.text, text.body),
        asked.share(asked.held_by(text.title)),
        sum(term in asked.text for term in named) / max(len(named), 1),
        max((asked.share(asked.held_by(plain(each))) for each in hit.passage.asked), default=0.0),
        sum(plain(term) in text.heads for term in official) / max(len(official), 1),
        _figures(asked.text, f"{text.title} {text.body}"),
        float(np.log1p(len(text.body))),
    )


def _company(
    asked: Asked,
    hits: Sequence[Hit],
    relative: NDArray[np.float64],
    held: NDArray[np.bool_],
) -> tuple[list[float], list[float]]:
    """Return for each hit what the other passages of its entry say for it."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, hit in enumerate(hits):
        rows[hit.passage.entry].append(row)
    others = [
        max(
            (float(relative[other]) for other in rows[hit.passage.entry] if other != row), default=0
        )
        for row, hit in enumerate(hits)
    ]
    together = {
        entry: asked.share(np.logical_or.reduce(held[found])) for entry, found in rows.items()
    }
    return others, [together[hit.passage.entry] for hit in hits]


def _of_all(
    asked: Asked,
    relative: NDArray[np.float64],
    meaning: NDArray[np.float64],
    held: NDArray[np.bool_],
) -> tuple[float, ...]:
    """Return what tells questions apart."""
    return (
        float((held @ asked.weights).max() / max(asked.weights.sum(), 1e-9)),
        float(meaning.max()),
        float(np.median(meaning)),
        float(1 - np.sort(relative)[::-1][:5][-1]),
        float(np.log1p(len(asked.terms))),
        float(bool(ASKING.search(asked.text))),
    )


def _run(asked: str, text: str) -> float:
    """Return the longest run of the question in a text, as a share of the question."""
    best = 0
    for start in range(len(asked)):
        while start + best < len(asked) and asked[start : start + best + 1] in text:
            best += 1
    return best / max(len(asked), 1)


def _figures(asked: str, text: str) -> float:
    wanted = {*FIGURE.findall(asked)}
    return len(wanted & {*FIGURE.findall(text)}) / len(wanted) if wanted else 1.0
