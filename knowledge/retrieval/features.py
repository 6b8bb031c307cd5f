"""What tells a passage that answers from one that only shares words, as numbers for the ranker."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.encoder import StaticEncoder
from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.retrieval.standing import standing
from knowledge.words.keys import plain_texts
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
    "whole",  # share of the question's terms that stand anywhere: text, title, headings, variants
    "rarest",  # the same, the rare ones weighed more still
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

    def shares(self, held: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return for each row of terms the share of them that are held, by weight."""
        found: NDArray[np.float32] = (held * self.weights).sum(axis=1)
        found /= max(float(self.weights.sum()), 1e-9)
        return found

    def best_shares(self, several: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Return for each of several bundles of texts the share held by the text that holds most.

        0 for a bundle without any.
        """
        found = np.zeros(len(several), np.float32)
        texts = [text for bundle in several for text in bundle]
        owners = np.repeat(np.arange(len(several)), [*map(len, several)])
        np.maximum.at(found, owners, self.shares(standing(self.terms, texts)))
        return found


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
    texts = _Text.all([hit.passage for hit in sought.hits])
    held = standing(asked.terms, [text.body for text in texts])
    by_terms = np.array([hit.by_terms for hit in sought.hits])
    relative = by_terms / max(by_terms.max(), 1e-9)
    both = np.array([hit.by_terms for hit in sought.both])
    meaning = np.array([hit.by_meaning for hit in sought.hits])
    columns = [
        relative,
        meaning,
        meaning - meaning.max(),
        *_wordings(asked, sought.official, texts, held),
        both / max(both.max(), 1e-9),
        np.array([hit.by_meaning for hit in sought.both]),
        1 / (1 + np.argsort(np.argsort(-by_terms, kind="stable"))),
        *_company(asked, sought.hits, relative, held),
        *(np.full(len(texts), each) for each in _of_all(asked, relative, meaning, held)),
    ]
    return np.column_stack(columns).astype(np.float32)


@dataclass(frozen=True)
class _Text:
    """A passage as it is compared."""

    passage: Passage
    title: str
    body: str
    asked: tuple[str, ...]

    @classmethod
    def all(cls, passages: Sequence[Passage]) -> "list[_Text]":
        """Return each of several passages as it is compared."""
        told = plain_texts([t for p in passages for t in (p.title, p.text, *p.asked)])
        coming = iter(told)
        return [
            cls(each, next(coming), next(coming), tuple(islice(coming, len(each.asked))))
            for each in passages
        ]

    @property
    def heads(self) -> str:
        """Title, headings and other ways of asking."""
        return plain(" ".join((self.passage.title, *self.passage.path, *self.passage.asked)))

    def names(self, official: Sequence[str]) -> float:
        """Return the share of the terms that stand in title, headings or other ways of asking."""
        if not official:
            return 0.0
        return _share(official, self.heads)


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


def _wordings(
    asked: Asked, official: Sequence[str], texts: Sequence[_Text], held: NDArray[np.bool_]
) -> Iterator[Sequence[float] | NDArray[np.float32]]:
    """Yield what each text has in common with the question, a column after the other."""
    pairs = asked.weights * asked.pairs
    named = {text.title: terms(text.title) for text in texts}
    sought = [plain(term) for term in official]
    yield asked.shares(held)
    yield (held * pairs).sum(axis=1) / max(pairs.sum(), np.float32(1e-9))
    yield asked.best_shares([SENTENCE.split(text.body) for text in texts])
    yield [_run(asked.text, text.body) for text in texts]
    yield asked.shares(standing(asked.terms, [text.title for text in texts]))
    yield [_share(named[text.title], asked.text) for text in texts]
    yield asked.best_shares([text.asked for text in texts])
    yield [text.names(sought) for text in texts]
    anywhere = held | standing(asked.terms, [text.heads for text in texts])
    yield asked.shares(anywhere)
    rare = asked.weights**2
    yield (anywhere * rare).sum(axis=1) / max(rare.sum(), np.float32(1e-9))
    yield [_figures(asked.text, f"{text.title} {text.body}") for text in texts]
    yield [float(np.log1p(len(text.body))) for text in texts]


def _share(words: Sequence[str], text: str) -> float:
    """Return the share of some words that stand in a text; 0 without any."""
    return sum(word in text for word in words) / max(len(words), 1)


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
    held_together = np.array([held[found].any(axis=0) for found in rows.values()])
    together = dict(zip(rows, asked.shares(held_together).tolist(), strict=True))
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
