"""Arrange pairs of texts as arrays, so that a batch is a matter of picking rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.embedding.pairs import Pair
from knowledge.embedding.vocabulary import Vocabulary
from knowledge.words.terms import terms

# Longer texts say what they are about at their beginning.
LONGEST = 512


@dataclass(frozen=True)
class Lessons:
    """Every text once, as a row of weighted terms, and which rows belong together.

    ``sources`` holds, for each source, rows of (anchor, positive); ``strangers`` the rows known to
    look like a row and mean something else.
    """

    vocabulary: list[str]
    rarity: NDArray[np.float32]
    texts: Any  # a scipy sparse array, which carries no types
    sources: dict[str, NDArray[np.int64]]
    strangers: dict[int, list[int]]


def arrange(
    pairs: Sequence[Pair], negatives: dict[str, list[str]], vocabulary_size: int, processes: int
) -> Lessons:
    """Choose the commonest terms as the vocabulary and count them in every text."""
    known = {pair.anchor for pair in pairs}
    used = {text: others for text, others in negatives.items() if text in known}
    texts = list(dict.fromkeys(chain.from_iterable(pair[:2] for pair in pairs)))
    texts += sorted(set(chain.from_iterable(used.values())) - set(texts))
    place = {text: row for row, text in enumerate(texts)}
    chunks = [texts[start : start + 2000] for start in range(0, len(texts), 2000)]
    with get_context("fork").Pool(processes) as pool:
        holders = sum(pool.imap(_count_holders, chunks), Counter[str]())
        kept = [term for term, _ in _commonest(holders, vocabulary_size)]
        vocabulary = Vocabulary.of(kept)
        bags = pool.starmap(_bags, ((chunk, vocabulary) for chunk in chunks))
    rows = defaultdict(list)
    for pair in pairs:
        rows[pair.source].append((place[pair.anchor], place[pair.positive]))
    return Lessons(
        kept,
        np.array([log(len(texts) / holders[term]) for term in kept], np.float32),
        sparse.vstack(bags, format="csr"),
        {source: np.array(found) for source, found in rows.items()},
        {place[text]: [place[other] for other in others] for text, others in used.items()},
    )


def _commonest(holders: Counter[str], size: int) -> Iterable[tuple[str, int]]:
    """Return the terms held by most texts; equals in the order of their characters."""
    return sorted(holders.items(), key=lambda item: (-item[1], item[0]))[:size]


def _count_holders(texts: Sequence[str]) -> Counter[str]:
    return Counter(chain.from_iterable(set(terms(text[:LONGEST])) for text in texts))


def _bags(texts: Sequence[str], vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - a sparse array
    bags = vocabulary.bags([text[:LONGEST] for text in texts])
    shape = (len(texts), len(vocabulary.terms))
    return sparse.csr_matrix((bags.weights, bags.rows, bags.ends), shape=shape)
