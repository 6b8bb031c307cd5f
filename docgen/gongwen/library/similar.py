"""Material like a paragraph that is being written: by its words, its meaning, and to the letter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import numpy as np

from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import Filters, Searchable, scope_of
from knowledge.cleaning import folded
from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.sorting.shingles import Hashes, likeness, shingles_of
from models.records import Record

DEPTH: Final = 100
"""Passages looked at; several may be of one document."""
SAME: Final = 0.6
"""Likeness from which two texts are one in two states."""


class Similar(Record):
    """A document like a text, by its best passage."""

    document: str
    title: str
    passage: Passage
    likeness: float
    """From 0 to 1: half of it how near the passage is, half of it ``share``."""
    share: float
    """How much of the text stands in the document to the letter, from 0 to 1."""


def find_similar(
    index: Searchable,
    text: str,
    *,
    day: date,
    readers: Iterable[str] = (),
    filters: Filters | None = None,
    limit: int = 10,
) -> tuple[Similar, ...]:
    """Return the documents that say something like a text, the most alike first, each once.

    Nothing in the text is an order: quotation marks and document numbers in it are words like any
    other. What the readers may not see is left out before anything is scored.
    """
    scope = scope_of(day, readers, filters)
    by_document: dict[str, list[Hit]] = defaultdict(list)
    for hit in index.search(text, scope, DEPTH):
        by_document[hit.passage.entry].append(hit)
    asked = shingles_of(text)
    found = [_similar(asked, hits) for hits in by_document.values()]
    return tuple(sorted(found, key=lambda each: -each.likeness)[:limit])


def is_state_of(filed: Filed, title: str, text: str) -> bool:
    """Tell whether a document is another state of a draft: under its title, or in its words.

    >>> filed = Filed(title="关于样张的通知", body="各单位请于五日内报送样张，不得迟报。")
    >>> is_state_of(filed, "关于样张的通知", "")
    True
    >>> is_state_of(filed, "新的通知", filed.body + "特此通知。")
    True
    """
    if folded(filed.title) == folded(title):
        return True
    alike, _ = likeness(shingles_of(filed.body), shingles_of(text))
    return alike >= SAME


def _similar(asked: Hashes, hits: Sequence[Hit]) -> Similar:
    """Return a document by those of its passages that were found, the best of them first."""
    best = hits[0].passage
    held = np.concatenate([shingles_of(hit.passage.text) for hit in hits])
    share = float(np.isin(asked, held).mean()) if asked.size else 0.0
    near = max(0.0, min(1.0, hits[0].score))
    return Similar(
        document=best.entry,
        title=best.title,
        passage=best,
        likeness=round((near + share) / 2, 4),
        share=round(share, 4),
    )
