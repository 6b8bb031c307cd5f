"""A handover never goes back and gives each step one time, in any order of calls."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from intake.delivery.handing import find_handover, hand_over, say_consent, take_step
from intake.store import tables
from intake.store.database import Store
from intake.store.filings import open_filing
from intake.store.handovers import (
    FROM,
    LOOKS,
    Handover,
    HandoverState,
    Item,
    make_step,
    read_handover,
)
from models.errors import ConflictError, NotFoundError, StaleRecordError
from models.records import Subject

State = HandoverState
ENDS = {State.CONFIRMED, State.REFUSED, State.EXPIRED}
RANK = {state: place for place, state in enumerate(State)}
SHARED_STORE = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def a_filing(store: Store) -> str:
    with store.write() as session:
        return open_filing(session, "S5B", Subject(name="欧阳样张", id_no="310120199204263289")).id


def handed(store: Store, filing: str, name: str = "form.pdf") -> Handover:
    item = Item(
        kind="document",
        ref=f"{filing}/{name}",
        title="申请表",
        recipient="欧阳样张",
        recipient_no="310120199204263289",
        filing_id=filing,
    )
    with store.write() as session:
        return hand_over(session, item)


def step(store: Store, handover_id: str, wanted: HandoverState) -> Handover:
    with store.write() as session:
        return take_step(session, read_handover(session, handover_id), wanted, by="欧阳样张")


def times(handover: Handover) -> dict[HandoverState, datetime]:
    return {each: made for each in FROM if (made := handover.made_at(each))}


def traces(store: Store, filing: str) -> tuple[int, list[str]]:
    """Return how many steps are in the audit log, and the events of deliveries."""
    entry, box = tables.audit.c.entry, tables.outbox.c
    with store.read() as session:
        mine = entry.contains(filing) & entry.contains('"action":"handover.')
        counted = session.connection.execute(select(func.count()).where(mine)).scalar_one()
        about = (box.subject == filing) & box.type.contains("document.")
        events = session.connection.execute(select(box.type).where(about).order_by(box.seq))
        return counted, [each.type.split(".")[-2] for each in events]


@SHARED_STORE
@given(wanted=st.lists(st.sampled_from(sorted(FROM, key=RANK.get)), max_size=12))
def test_any_order_of_calls_goes_forward_only_and_leaves_each_trace_once(
    store: Store, wanted: list[HandoverState]
) -> None:
    filing = a_filing(store)
    handover, taken = handed(store, filing), 0
    for each in wanted:
        before = handover
        with suppress(ConflictError):
            handover = step(store, handover.id, each)
        assert times(before).items() <= times(handover).items(), "a time was moved or lost"
        assert RANK[handover.state] >= RANK[before.state]
        if before.state in ENDS:
            assert handover == before
        changed = handover != before
        assert handover.version == before.version + changed
        assert changed is (each in times(handover) and each not in times(before))
        taken += changed
    made = times(handover)
    assert len(ENDS & made.keys()) <= 1
    assert sorted(made.values()) == [made[each] for each in sorted(made, key=RANK.get)]
    events = [
        name
        for name, of in (("delivered", State.SENT), ("confirmed", State.CONFIRMED))
        if of in made
    ]
    assert traces(store, filing) == (taken, events)


@pytest.mark.parametrize("wanted", sorted(FROM, key=RANK.get))
@pytest.mark.parametrize("state", list(State))
def test_each_step_is_made_from_its_states_and_from_no_other(
    store: Store, state: HandoverState, wanted: HandoverState
) -> None:
    handover = reached(store, state)
    if wanted in times(handover) or (
        wanted in LOOKS and state not in {State.WAITING, *FROM[wanted]}
    ):
        assert step(store, handover.id, wanted) == handover
    elif state in FROM[wanted]:
        assert step(store, handover.id, wanted).state is wanted
    else:
        with pytest.raises(ConflictError, match="。"):
            step(store, handover.id, wanted)


WAYS = {
    State.WAITING: (),
    State.SENT: (State.SENT,),
    State.SEEN: (State.SENT, State.SEEN),
    State.FETCHED: (State.SENT, State.FETCHED),
    State.CONFIRMED: (State.SENT, State.SEEN, State.CONFIRMED),
    State.REFUSED: (State.REFUSED,),
    State.EXPIRED: (State.SENT, State.EXPIRED),
}


def reached(store: Store, state: HandoverState) -> Handover:
    handover = handed(store, a_filing(store))
    for each in WAYS[state]:
        handover = step(store, handover.id, each)
    assert handover.state is state
    return handover


def test_many_at_once_make_a_step_once(store: Store) -> None:
    handover = reached(store, State.SEEN)
    filing = handover.filing_id or ""

    def confirm(number: int) -> datetime | None:
        with store.write() as session:
            seen = find_handover(session, filing, handover.id)
            return take_step(session, seen, State.CONFIRMED, by=f"第{number}人").confirmed_at

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(confirm, range(8)))) == 1
    assert traces(store, filing) == (3, ["delivered", "confirmed"])


def test_many_at_once_of_different_steps_end_it_one_way(store: Store) -> None:
    handover = reached(store, State.SEEN)

    def end(wanted: HandoverState) -> bool:
        try:
            step(store, handover.id, wanted)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(end, sorted(ENDS))) == [False, False, True]
    with store.read() as session:
        assert len(ENDS & times(read_handover(session, handover.id)).keys()) == 1


def test_the_same_thing_is_handed_over_once(store: Store) -> None:
    filing = a_filing(store)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: handed(store, filing), range(6)))
    assert len({each.id for each in found}) == 1


def test_consent_sends_what_waited_and_what_comes_later_at_once(store: Store) -> None:
    filing = a_filing(store)
    first = handed(store, filing)
    assert (first.state, first.channel) == (State.WAITING, "")
    with pytest.raises(ConflictError, match="同意"):
        step(store, first.id, State.SEEN)
    with store.write() as session:
        say_consent(session, filing, agreed=True, by="欧阳样张")
        sent = read_handover(session, first.id)
    assert (sent.state, sent.channel) == (State.SENT, "page")
    assert handed(store, filing, "later.pdf").state is State.SENT
    with store.write() as session:
        say_consent(session, filing, agreed=False, by="欧阳样张")
    assert handed(store, filing, "latest.pdf").state is State.WAITING
    with store.read() as session:
        assert read_handover(session, first.id) == sent, "what is served stays served"


def test_a_step_that_is_undone_leaves_nothing(store: Store) -> None:
    handover = reached(store, State.SEEN)
    before = traces(store, handover.filing_id or "")

    def confirm_and_fail() -> None:
        with store.write() as session:
            take_step(session, read_handover(session, handover.id), State.CONFIRMED, by="甲")
            raise LookupError

    with pytest.raises(LookupError):
        confirm_and_fail()
    with store.read() as session:
        assert read_handover(session, handover.id) == handover
    assert traces(store, handover.filing_id or "") == before


def test_who_saw_an_older_state_changes_nothing(store: Store) -> None:
    old = reached(store, State.SENT)
    step(store, old.id, State.SEEN)
    with pytest.raises(StaleRecordError), store.write() as session:
        make_step(session, old, State.FETCHED)


def test_another_filing_does_not_lead_to_a_handover_and_names_are_sealed(store: Store) -> None:
    handover = reached(store, State.SENT)
    with store.read() as session:
        with pytest.raises(NotFoundError):
            find_handover(session, a_filing(store), handover.id)
        kept = select(tables.handovers).where(tables.handovers.c.id == handover.id)
        row = session.connection.execute(kept).one()
    assert "欧阳样张".encode() not in row.sealed
    assert "310120199204263289" not in row.recipient_mark
