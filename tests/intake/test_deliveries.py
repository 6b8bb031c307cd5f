"""Deliveries keep their order and their words on SQLite and on PostgreSQL alike."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from intake.security.sealing import Sealer
from intake.store import deliveries, outbox
from intake.store.database import Store
from intake.store.deliveries import DeliveryState
from intake.store.filings import open_filing
from models.records import Filing, Subject
from tests.intake.databases import postgresql

LEASE = timedelta(hours=1)
CALLS = [("number", ""), ("stuff", "a"), ("stuff", "b")]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="zb") as folder:
        if request.param == "sqlite":
            store = Store(f"sqlite:///{folder}/zhiban.db", Sealer(b"k" * 32))
            yield store
            store.close()
            return
        with postgresql(Path(folder)) as address:
            store = Store(address, Sealer(b"k" * 32))
            yield store
            store.close()


def planned(store: Store) -> Filing:
    """Open a filing and plan the messages of its event."""
    with store.write() as session:
        filing = open_filing(session, "S5B", Subject())
        outbox.announce(session, "filing.opened", filing)
    with store.write() as session:
        events = deliveries.unplanned(session, ["S5B"], 100)
        (event,) = (each for each in events if each.filing_id == filing.id)
        deliveries.plan(session, event, CALLS)
    with store.write() as session, pytest.raises(IntegrityError):
        deliveries.plan(session, event, CALLS)
    return filing


def head(store: Store, filing: Filing) -> deliveries.Delivery | None:
    with store.read() as session:
        due = deliveries.due(session, 100)
    return next((each for each in due if each.filing_id == filing.id), None)


def test_the_messages_of_a_filing_come_due_one_after_another(store: Store) -> None:
    filing, seen = planned(store), []
    while delivery := head(store, filing):
        seen.append((delivery.call, delivery.about))
        with store.write() as session:
            assert deliveries.claim(session, delivery, "me", LEASE)
        assert head(store, filing) is None
        with store.write() as session:
            deliveries.keep_words(session, delivery, b"words")
            assert deliveries.kept_words(session, delivery) == b"words"
            deliveries.finish(session, delivery, {"applyNo": filing.case_no})
    assert seen == CALLS
    with store.read() as session:
        assert deliveries.answer_of(session, filing.id, "number", "applyNo") == filing.case_no
        found = deliveries.filing_answered(session, "number", "applyNo", filing.case_no)
        assert found == filing.id
        assert [each.id for each in deliveries.unplanned(session, ["S5B"], 100)] == []


def test_a_message_is_claimed_by_one_of_many_at_once(store: Store) -> None:
    delivery = head(store, planned(store))
    assert delivery is not None

    def claim(number: int) -> bool:
        with store.write() as session:
            return deliveries.claim(session, delivery, f"p{number}", LEASE)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(claim, range(4))) == [False, False, False, True]


def test_what_is_laid_aside_forgets_its_words_only_where_it_surely_had_no_effect(
    store: Store,
) -> None:
    for sure, kept in ((True, None), (False, b"words")):
        delivery = head(store, planned(store))
        assert delivery is not None
        with store.write() as session:
            deliveries.keep_words(session, delivery, b"words")
            deliveries.lay_aside(session, delivery, {"code": "x"}, sure)
            dead = deliveries.listed(session, [DeliveryState.DEAD])
            assert delivery.id in [each.id for each in dead]
            assert deliveries.resend(session, delivery.id).state is DeliveryState.WAITING
            assert deliveries.kept_words(session, delivery) == kept
