"""What may not be found is never found, whatever was done before, by whichever process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import hypothesis
import hypothesis.stateful
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from intake.clock import today
from intake.knowledge import desk
from intake.knowledge.shelf import Shelf
from intake.security.sealing import Sealer
from intake.store.database import Store
from knowledge.embedding.encoder import StaticEncoder
from knowledge.entries.content import Content
from knowledge.entries.entry import EVERYBODY
from knowledge.entries.life import Step
from knowledge.index.index import Hit, Index
from knowledge.index.saving import Folder
from knowledge.index.scope import Scope
from models.errors import InvalidRequestError
from tests.intake.conftest import KEY
from tests.intake.databases import postgresql
from tests.intake.knowledge_desk import AUTHOR, DAY, REVIEWER, content, publish, published, seen

QUESTION = "换证"
"""Every entry of a history has these words."""
DEPARTMENT = "市道路运输管理局"
encoder = cache(StaticEncoder.load)


def open_shelf(store: Store, path: Path | None = None) -> Shelf:
    return Shelf(store, lambda: Index(encoder()), Folder(path) if path else None)


def found(shelf: Shelf, day: date = DAY, question: str = QUESTION, *departments: str) -> set[str]:
    scope = Scope(day=day, departments=departments)
    return {each.passage.entry for each in shelf.search(question, scope, limit=1000)}


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return open_shelf(store)


def test_an_entry_is_found_from_its_publishing_until_its_withdrawal(
    store: Store, shelf: Shelf
) -> None:
    with store.write() as session:
        entry_id = desk.create(session, content(), AUTHOR).id
    assert entry_id not in found(shelf)
    with store.write() as session:
        publish(session, entry_id)
    assert entry_id in found(shelf)
    with store.write() as session:
        desk.take_step(session, seen(entry_id), Step.WITHDRAW, REVIEWER)
    assert entry_id not in found(shelf)


def test_the_new_words_are_found_in_place_of_the_old(store: Store, shelf: Shelf) -> None:
    with store.write() as session:
        entry_id = published(session, title="甲", body="旧办法是跑去柜台。")
    assert entry_id in found(shelf, DAY, "柜台")
    with store.write() as session:
        desk.edit(session, seen(entry_id), content(title="甲", body="新办法是用手机。"), AUTHOR)
    assert entry_id in found(shelf, DAY, "柜台")
    with store.write() as session:
        publish(session, entry_id)
    assert entry_id in found(shelf, DAY, "手机")
    assert entry_id not in found(shelf, DAY, "柜台")


def test_a_version_without_passages_takes_the_old_words_off_the_shelf(
    store: Store, shelf: Shelf
) -> None:
    with store.write() as session:
        entry_id = published(session, title="乙", body="原先写着葡萄。")
    assert entry_id in found(shelf, DAY, "葡萄")
    with store.write() as session:
        desk.edit(session, seen(entry_id), content(title="乙", body="# 只有标题\n"), AUTHOR)
        publish(session, entry_id)
    assert entry_id not in found(shelf, DAY, "葡萄")


def test_what_another_process_deletes_is_gone_before_the_next_question(
    store: Store, url: str, shelf: Shelf
) -> None:
    other = Store(url, Sealer(KEY))
    with store.write() as session:
        entry_id = published(session)
    assert entry_id in found(shelf)
    with other.write() as session:
        desk.delete(session, seen(entry_id), REVIEWER)
    other.close()
    assert entry_id not in found(shelf)


class Losing(Index):
    """An index whose entry is deleted from the store when it has just been found."""

    def __init__(self, store: Store, entry_id: str) -> None:
        super().__init__(encoder())
        self._lose = (store, entry_id)

    def search_each(
        self, questions: Sequence[str], scope: Scope, limit: int = 10
    ) -> Sequence[Sequence[Hit]]:
        hits = super().search_each(questions, scope, limit)
        store, entry_id = self._lose
        if any(hit.passage.entry == entry_id for each in hits for hit in each):
            with store.write() as session:
                desk.delete(session, seen(entry_id), REVIEWER)
        return hits


def test_what_is_deleted_between_search_and_answer_is_not_answered(store: Store) -> None:
    with store.write() as session:
        entry_id = published(session)
    shelf = Shelf(store, lambda: Losing(store, entry_id))
    assert entry_id not in found(shelf)


@dataclass
class Known:
    """What the test remembers of an entry, apart from the product."""

    live: Content | None = None
    pending: Content | None = None
    superseded_by: str = ""

    def found_on(self, day: date, departments: set[str]) -> bool:
        if self.live is None or self.superseded_by:
            return False
        begun = self.live.effective_from is None or self.live.effective_from <= day
        over = self.live.expires is not None and self.live.expires <= day
        return begun and not over and bool({EVERYBODY, *departments} & {*self.live.readers})


READERS = st.sampled_from([[EVERYBODY], [DEPARTMENT], ["区交通部门"], [DEPARTMENT, EVERYBODY]])
DAYS = st.none() | st.integers(-3, 6).map(lambda days: DAY + timedelta(days=days))
CONTENTS = st.builds(
    lambda readers, begins, lasts: content(
        readers=readers,
        effective_from=begins,
        expires=lasts and max(lasts, (begins or lasts) + timedelta(days=1)),
    ),
    READERS,
    DAYS,
    DAYS,
)


class Histories(RuleBasedStateMachine):
    """Random histories by two processes over one database; each looks after every step."""

    url = ""

    @initialize()
    def open(self) -> None:
        self.stores = [Store(self.url, Sealer(KEY)) for _ in range(2)]
        self.saved = TemporaryDirectory(prefix="zhiban-index-")
        self.path = Path(self.saved.name) / "index"
        self.shelves = [open_shelf(store, self.path) for store in self.stores]
        self.known: dict[str, Known] = {}
        self.day, self.written = DAY, 0

    def teardown(self) -> None:
        with self.stores[0].write() as session:
            for known in self.known:
                desk.supersede(session, seen(known), "", REVIEWER)
            for known in self.known:
                desk.delete(session, seen(known), REVIEWER)
        for store in self.stores:
            store.close()
        self.saved.cleanup()

    @rule(writer=st.integers(0, 1), words=CONTENTS)
    def write(self, writer: int, words: Content) -> None:
        self.written += 1
        # In an order that is the same when the history is told again.
        entry_id = f"e{self.written:03}-{uuid4().hex}"
        with self.stores[writer].write() as session:
            desk.create(session, words, AUTHOR, entry_id=entry_id)
        self.known[entry_id] = Known(pending=words)

    @precondition(lambda self: self.known)
    @rule(writer=st.integers(0, 1), words=CONTENTS, data=st.data())
    def edit(self, writer: int, words: Content, data: st.DataObject) -> None:
        entry_id = self.one(data)
        with self.stores[writer].write() as session:
            desk.edit(session, seen(entry_id), words, AUTHOR)
        self.known[entry_id].pending = words

    @precondition(lambda self: any(each.pending for each in self.known.values()))
    @rule(writer=st.integers(0, 1), data=st.data())
    def publish(self, writer: int, data: st.DataObject) -> None:
        waiting = sorted(name for name, each in self.known.items() if each.pending)
        entry_id = data.draw(st.sampled_from(waiting))
        known = self.known[entry_id]
        assert known.pending
        try:
            with self.stores[writer].write() as session:
                publish(session, entry_id)
        except InvalidRequestError:
            assert known.pending.expires
            assert known.pending.expires <= today()
            return
        known.live, known.pending = known.pending, None

    @precondition(lambda self: any(each.live for each in self.known.values()))
    @rule(writer=st.integers(0, 1), data=st.data())
    def withdraw(self, writer: int, data: st.DataObject) -> None:
        live = sorted(name for name, each in self.known.items() if each.live)
        entry_id = data.draw(st.sampled_from(live))
        with self.stores[writer].write() as session:
            desk.take_step(session, seen(entry_id), Step.WITHDRAW, REVIEWER)
        self.known[entry_id].live = None

    @precondition(lambda self: len(self.known) > 1)
    @rule(writer=st.integers(0, 1), data=st.data())
    def supersede(self, writer: int, data: st.DataObject) -> None:
        older, newer = sorted([self.one(data), self.one(data)])
        if older == newer:
            return
        with self.stores[writer].write() as session:
            desk.supersede(session, seen(older), newer, REVIEWER)
        self.known[older].superseded_by = newer

    @precondition(lambda self: self.known)
    @rule(writer=st.integers(0, 1), data=st.data())
    def delete(self, writer: int, data: st.DataObject) -> None:
        entry_id = self.one(data)
        if any(each.superseded_by == entry_id for each in self.known.values()):
            return
        with self.stores[writer].write() as session:
            desk.delete(session, seen(entry_id), REVIEWER)
        del self.known[entry_id]

    @rule(days=st.integers(-2, 4))
    def let_time_pass(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(reader=st.integers(0, 1))
    def start_anew(self, reader: int) -> None:
        self.shelves[reader] = open_shelf(self.stores[reader], self.path)

    @rule(reader=st.integers(0, 1))
    def save(self, reader: int) -> None:
        self.shelves[reader].save()

    @invariant()
    def nothing_leaks_and_nothing_is_lost(self) -> None:
        for asker in ((), (DEPARTMENT,)):
            allowed = {
                name for name, each in self.known.items() if each.found_on(self.day, {*asker})
            }
            for shelf in self.shelves:
                assert found(shelf, self.day, QUESTION, *asker) == allowed

    def one(self, data: st.DataObject) -> str:
        return str(data.draw(st.sampled_from(sorted(self.known))))


@pytest.fixture
def alone(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give a database of the histories' own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('histories')}/zhiban.db"
        return
    import tempfile  # noqa: PLC0415 - a socket's path must be short

    with tempfile.TemporaryDirectory(prefix="zb") as folder, postgresql(Path(folder)) as address:
        yield address


@pytest.mark.parametrize(
    ("alone", "examples", "steps"),
    [("sqlite", 15, 20), ("postgresql", 6, 12)],
    indirect=["alone"],
)
def test_no_history_makes_an_entry_appear_that_may_not(
    alone: str, examples: int, steps: int
) -> None:
    machine = type("Machine", (Histories,), {"url": alone})
    hypothesis.stateful.run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=hypothesis.settings(
            max_examples=examples, stateful_step_count=steps, deadline=None
        ),
    )
