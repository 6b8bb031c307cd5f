"""A bench as a knowledge base: its passages as entries, asked in the product's own way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from knowledge.answers.candidates import Candidate, gather
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

DAY = date(2026, 1, 1)
DEPTH = 60
UNTITLED = "回复"


@dataclass(frozen=True)
class Pool:
    """Entries, and the way to them."""

    entries: dict[str, Entry]
    retriever: Retriever

    def ask(self, question: str, without: str = "") -> tuple[Candidate, ...]:
        """Return what a question finds, with one entry taken out of the base if wished."""
        found = self.retriever.retrieve(question, Scope(day=DAY), DEPTH).found
        kept = [one for one in found if one.passage.entry != without]
        return gather(kept, lambda entry_id, _: self.entries.get(entry_id))


def open_pool(folder: Path) -> Pool:
    """Read ``corpus.jsonl`` of a bench and index it."""
    entries = {row["_id"]: _entry(row) for row in read_rows(folder / "corpus.jsonl")}
    index = Index(default_encoder())
    index.put(entries.values())
    return Pool(entries, Retriever(index))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of one JSON object per line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["_id"],
        version=1,
        kind=Kind.GUIDE,
        title=(row["title"] or UNTITLED)[:200],
        body=row["text"],
        department=UNTITLED,
        source=Source(title=UNTITLED),
        state=State.PUBLISHED,
        author=UNTITLED,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
