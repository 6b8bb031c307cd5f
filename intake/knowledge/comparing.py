"""What else the base says of the same: entries that belong to one, and those that repeat it."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.knowledge.shelf import Shelf
from intake.store import knowledge_entries as entries
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope
from knowledge.sorting.copies import Pair, find_copies
from knowledge.sorting.related import Link, find_related
from knowledge.sorting.text import text_of

LOOKED_AT = 60
"""Passages that are most like an entry; those far from it are neither related nor copies."""


@dataclass(frozen=True)
class Beside:
    """What stands beside an entry."""

    related: Sequence[Link]
    """The closest first; ``other`` is always another entry."""
    copies: Sequence[Pair]
    """Those that say the same, the most alike first."""
    titles: dict[str, str]
    """Of the entries that are named."""


def look_beside(shelf: Shelf, entry: Entry, scope: Scope) -> Beside:
    """Return what belongs to an entry and what repeats it, of what a scope lets be found."""
    asked = " ".join([entry.title, *entry.keywords, entry.source.number])
    hits = [*shelf.search(asked, scope, LOOKED_AT), *shelf.search(entry.body, scope, LOOKED_AT)]
    others = {hit.passage.entry for hit in hits} - {entry.id}
    with shelf.store.read() as session:
        found = {each.id: each for each in entries.live_entries(session, others)}
    texts = [text_of(each) for each in (entry, *found.values())]
    copies = [pair for pair in find_copies(texts) if entry.id in {pair.one, pair.other}]
    return Beside(
        related=find_related(texts)[entry.id],
        copies=copies,
        titles={each.id: each.title for each in found.values()},
    )
