"""The index of the knowledge base: of the published entries, as the store has them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from intake.indexing.store_index import Standing, StoreIndex
from intake.store import knowledge_changes as changes
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from knowledge.embedding.encoder import StaticEncoder
from knowledge.index.index import Index
from knowledge.index.scope import Scope, terms_of


@dataclass
class Shelf(StoreIndex):
    """The knowledge base, ready to be asked."""

    make_index: Callable[[], Index] = lambda: Index(StaticEncoder.load())

    def _last_change(self, session: Session) -> int:
        return changes.last_change(session)

    def _mark_of(self, session: Session, number: int) -> str:
        return changes.mark_of(session, number)

    def _take_in(self, session: Session, index: Index, since: int) -> int:
        if not since:
            return self._fill(session, index)
        news = changes.changes_since(session, since)
        live = [each for each in entries.live_entries(session, news.ids) if not each.superseded_by]
        for entry_id in news.ids - {entry.id for entry in live}:
            index.remove(entry_id)
        index.put(live)
        return news.until

    def _fill(self, session: Session, index: Index) -> int:
        # The number first: what comes in between is then applied once more, and not missed.
        until = changes.last_change(session)
        index.put(entry for entry in entries.live_entries(session) if not entry.superseded_by)
        return until

    def _standing(
        self, session: Session, entry_ids: Collection[str], scope: Scope
    ) -> Collection[Standing]:
        return {
            (entry.id, entry.version)
            for entry in entries.live_entries(session, entry_ids)
            if entry.holds_on(scope.day) and terms_of(entry).allow(scope)
        }
