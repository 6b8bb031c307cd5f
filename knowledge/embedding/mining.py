"""Find the wrong passages that share most words with a text: the hardest ones to tell apart."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.embedding.lessons import Lessons

EMPHASIS: Final = MappingProxyType(
    {
        "stard": 3.0, "lecoqa": 2.0, "govmsg_reply": 3.0, "govmsg_detail": 2.0,
        "govmsg_hot": 2.0, "ncp": 2.0, "guide_theme": 1.5, "guide_title": 1.5,
        "mrc": 1.5, "squad_zh": 1.2,
        "afqmc": 0.3, "bq": 0.3, "atec": 0.3, "csnli": 0.3, "pawsx": 0.3, "oppo": 0.5,
        "lcqmc": 0.7, "simclue": 0.7,
    }
)  # fmt: skip
"""How much oftener a source is drawn: questions to an office more, small talk on loans less."""
POOLS: Final = MappingProxyType({"stard": ("law_sent", "article_sentence")})
"""Further sources whose passages are mistaken for those of a source."""
SATURATION, LENGTH_PENALTY = 0.9, 0.4
FIRST, LAST = 3, 40
"""Ranks taken: what stands above them is too often right as well."""
COMMON = 0.08
"""A term in more than this share of the passages says too little to be looked up."""


def pools_of(lessons: Lessons) -> dict[str, list[str]]:
    """Return where lookalikes are sought for each source that is asked like a question."""
    return {
        source: [name for name in (source, *POOLS.get(source, ())) if name in lessons.sources]
        for source, times in EMPHASIS.items()
        if times > 1 and source in lessons.sources
    }


def lookalikes(lessons: Lessons, pools: Mapping[str, Iterable[str]]) -> dict[int, NDArray[Any]]:
    """Return for the anchors of some sources the rows of passages with the same words (BM25).

    Args:
        lessons: all texts and pairs.
        pools: by source, the sources among whose passages to search.
    """
    found: dict[int, NDArray[Any]] = {}
    for source, others in pools.items():
        pairs = lessons.sources[source]
        pool = np.unique(np.concatenate([lessons.sources[name][:, 1] for name in others]))
        weighed, rarity = _weigh(lessons.texts[pool])
        own: dict[int, set[int]] = {}
        for anchor, positive in pairs.tolist():
            own.setdefault(anchor, set()).add(positive)
        anchors = np.array(list(own))
        for anchor, best in zip(
            anchors.tolist(), _best(lessons, anchors, weighed, rarity), strict=True
        ):
            rows = pool[best]
            found[anchor] = rows[~np.isin(rows, list(own[anchor]))]
    return found


def _weigh(texts: Any) -> tuple[Any, NDArray[np.float32]]:  # noqa: ANN401 - a sparse array
    """Return what each term counts in each passage, by term, and the rarity of each term."""
    times = np.exp(texts.data - 1)
    lengths = np.asarray(texts.sum(axis=1)).ravel()
    damping = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * lengths / lengths.mean())
    held = np.repeat(damping, np.diff(texts.indptr))
    weighed = sparse.csr_matrix((times / (times + held), texts.indices, texts.indptr), texts.shape)
    holders = np.bincount(texts.indices, minlength=texts.shape[1])
    rarity = np.log(len(lengths) / np.maximum(holders, 1))
    rarity[holders > COMMON * len(lengths)] = 0
    return weighed.T.tocsr().astype(np.float32), rarity.astype(np.float32)


def _best(
    lessons: Lessons,
    anchors: NDArray[Any],
    weighed: Any,  # noqa: ANN401 - a sparse array
    rarity: NDArray[np.float32],
) -> Iterator[NDArray[Any]]:
    for start in range(0, len(anchors), 256):
        asked = lessons.texts[anchors[start : start + 256]].multiply(rarity).tocsr()
        asked.eliminate_zeros()
        scores = (asked @ weighed).tocsr()
        for begin, end in zip(scores.indptr, scores.indptr[1:], strict=False):
            order = np.argsort(-scores.data[begin:end], kind="stable")[FIRST:LAST]
            yield scores.indices[begin:end][order]
