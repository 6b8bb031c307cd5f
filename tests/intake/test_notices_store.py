"""Notices keep their numbers, on SQLite and on PostgreSQL alike: no gap, no double, no loss."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from intake.clock import now
from intake.store import filings, notices, tables
from intake.store.database import Session, Store
from intake.store.notice_series import read_series
from intake.store.notices import KeptNotice, NewNotice, NoticeState, Void
from models.errors import ConflictError, NotFoundError, StaleRecordError
from models.records import Subject

DAY = date(2026, 11, 28)
CONTENT = '{"recipient":"上海样张长风货物运输有限公司"}'
CODE = "7K3F-0QTN-9XAB-52MC"


def new(**changes: Any) -> NewNotice:
    """Return a notice in a series of its own, unless the test names one."""
    known: dict[str, Any] = {
        "office": uuid4().hex,
        "kind": "acceptance",
        "day": DAY,
        "recipient": "上海样张长风货物运输有限公司",
        "content": CONTENT,
        "officer": "陈样张",
    }
    return NewNotice(**(known | changes))


def given(session: Session, asked: NewNotice) -> KeptNotice:
    """Number a notice in the words of its series."""
    words = f"样{asked.office[:8]}{asked.kind}〔{asked.day.year}〕"
    return notices.number_notice(session, asked, lambda serial: f"{words}{serial}号")


def number(store: Store, **changes: Any) -> KeptNotice:
    with store.write() as session:
        return given(session, new(**changes))


def whole(store: Store, office: str, year: int = 2026) -> list[int]:
    """Return the last serial of each of an office's series, all proven whole."""
    with store.read() as session:
        found = [each for each in read_series(session, year) if each.office == office]
    assert all(each.whole for each in found)
    return [each.last for each in found]


def test_numbers_given_at_the_same_time_have_no_gap_and_no_double(store: Store) -> None:
    office = uuid4().hex

    def number_many(_: int) -> list[str]:
        return [number(store, office=office).number for _ in range(10)]

    with ThreadPoolExecutor(4) as pool:
        numbers = [each for batch in pool.map(number_many, range(4)) for each in batch]
    assert len(set(numbers)) == 40
    assert whole(store, office) == [40]


def test_a_number_of_an_undone_transaction_is_given_again(store: Store) -> None:
    office = uuid4().hex

    def number_and_fail() -> None:
        with store.write() as session:
            given(session, new(office=office))
            raise LookupError

    number(store, office=office)
    with pytest.raises(LookupError):
        number_and_fail()
    assert number(store, office=office).serial == 2
    assert whole(store, office) == [2]


def test_every_office_kind_and_year_is_counted_for_itself(store: Store) -> None:
    office = uuid4().hex
    first = number(store, office=office)
    assert number(store, office=office, kind="refusal")
    later = number(store, office=office, day=date(2027, 1, 1))
    assert (first.serial, later.serial) == (1, 1)
    years = [number.partition("〔")[2] for number in (first.number, later.number)]
    assert years == ["2026〕1号", "2027〕1号"]
    assert (whole(store, office), whole(store, office, 2027)) == ([1, 1], [1])


def test_the_same_notice_asked_for_twice_gets_one_number(store: Store) -> None:
    asked = new()
    with store.write() as session:
        first = given(session, asked)
    with store.write() as session:
        assert given(session, asked) == first
    assert whole(store, asked.office) == [1]


def test_the_same_notice_asked_for_at_the_same_time_gets_one_number(store: Store) -> None:
    asked = new()

    def ask(_: int) -> str:
        try:
            with store.write() as session:
                return given(session, asked).number
        except DBAPIError:  # the other one was faster; the number is undone with the rest
            return ""

    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(ask, range(8))) - {""}
    assert len(numbers) == 1
    assert whole(store, asked.office) == [1]


def test_a_notice_is_made_then_issued_and_either_is_said_twice_without_harm(store: Store) -> None:
    notice = number(store)
    assert (notice.state, notice.version, notice.check_code) == (NoticeState.NUMBERED, 1, None)
    with pytest.raises(ConflictError, match="还没有制作"), store.write() as session:
        notices.note_issued(session, notice.id)
    code = uuid4().hex
    with store.write() as session:
        made = notices.note_made(session, notice.id, code)
        assert notices.note_made(session, notice.id, code) == made
        assert (made.state, made.version, made.check_code) == (NoticeState.MADE, 2, code)
        issued = notices.note_issued(session, notice.id)
        assert notices.note_issued(session, notice.id) == issued
        assert notices.note_made(session, notice.id, code) == issued
        assert notices.find_code(session, code) == issued
        assert notices.find_code(session, CODE) is None
    assert issued.state is NoticeState.ISSUED
    assert issued.made_at
    assert issued.issued_at
    with pytest.raises(ConflictError, match="不一致"), store.write() as session:
        notices.note_made(session, notice.id, CODE)


def test_two_notices_cannot_share_a_check_code(store: Store) -> None:
    code = uuid4().hex
    with store.write() as session:
        notices.note_made(session, given(session, new()).id, code)
    with pytest.raises(DBAPIError), store.write() as session:
        notices.note_made(session, given(session, new()).id, code)


def test_a_void_notice_keeps_its_number_and_says_why(store: Store) -> None:
    notice = number(store)
    void = Void(reason="当事人名称写错", officer="陈样张", at=now())
    with pytest.raises(StaleRecordError), store.write() as session:
        notices.note_void(session, notice.id, notice.version + 1, void)
    with store.write() as session:
        assert notices.read_void(session, notice.id) is None
        voided = notices.note_void(session, notice.id, notice.version, void)
        assert notices.read_void(session, notice.id) == void
    assert (voided.state, voided.number) == (NoticeState.VOID, notice.number)
    for step in (
        lambda session: notices.note_made(session, notice.id, CODE),
        lambda session: notices.note_issued(session, notice.id),
        lambda session: notices.note_void(session, notice.id, voided.version, void),
    ):
        with pytest.raises(ConflictError, match="作废"), store.write() as session:
            step(session)
    assert number(store, office=notice.office).serial == 2
    with store.read() as session:
        series = [s for s in read_series(session, 2026) if s.office == notice.office]
    assert [(each.last, each.void, each.whole) for each in series] == [(2, 1, True)]


def test_what_a_notice_says_is_sealed_where_it_lies(store: Store) -> None:
    notice = number(store)
    with store.read() as session:
        assert notices.read_content(session, notice.id) == CONTENT
        wanted = select(tables.notices).where(tables.notices.c.id == notice.id)
        row = session.connection.execute(wanted).mappings().one()
    assert "长风".encode() not in row["sealed"]
    assert "长风" not in str(dict(row) | {"sealed": ""})
    with store.read() as session:
        for read in (notices.read_notice, notices.read_content):
            with pytest.raises(NotFoundError):
                read(session, "0" * 32)


def test_notices_are_found_by_filing_batch_recipient_and_what_is_left_to_do(store: Store) -> None:
    name = f"样张{uuid4().hex[:6]}公司"
    with store.write() as session:
        filing = filings.open_filing(session, "S5B", Subject()).id
    own = number(store, filing_id=filing, recipient=name)
    batch = uuid4().hex
    one = number(store, batch_id=batch, recipient=name.replace("公司", " 公司"))
    with store.write() as session:
        assert notices.of_filing(session, filing) == (own,)
        assert notices.of_batch(session, batch) == (one,)
        assert notices.of_recipient(session, name) == (own, one)
        assert notices.of_recipient(session, " ") == ()
        assert own in notices.unfinished(session)
        assert one not in notices.unfinished(session)
        notices.note_made(session, own.id, uuid4().hex)
        notices.note_issued(session, own.id)
        assert own.id not in [each.id for each in notices.unfinished(session)]


@pytest.mark.parametrize(
    "change",
    [
        delete(tables.notices),
        update(tables.notices).values(serial=tables.notices.c.serial + 1),
        update(tables.notices).values(number="另一个号"),
        update(tables.notices).values(sealed=b""),
    ],
    ids=["removed", "counted anew", "renumbered", "reworded"],
)
def test_the_database_refuses_to_change_what_a_notice_is(store: Store, change: Any) -> None:
    notice = number(store)
    wanted = change.where(tables.notices.c.id == notice.id)
    with pytest.raises(DBAPIError, match="keep their numbers"), store.write() as session:
        session.connection.execute(wanted)


def test_the_proof_names_what_is_missing_and_what_was_never_counted(store: Store) -> None:
    lost, extra = uuid4().hex, uuid4().hex
    counted = tables.notice_numbers
    number(store, office=lost)
    number(store, office=extra)
    with store.write() as session:
        for office, last in ((lost, 3), (extra, 0)):
            own = update(counted).where(counted.c.office == office)
            session.connection.execute(own.values(last=last))
    with store.read() as session:
        found = {each.office: each for each in read_series(session, 2026)}
    assert (found[lost].missing, found[lost].whole) == ((2, 3), False)
    assert (found[extra].doubled, found[extra].whole) == ((1,), False)


@hypothesis.given(kept=st.lists(st.booleans(), max_size=12))
def test_whatever_is_undone_the_numbers_stay_whole(store: Store, kept: list[bool]) -> None:
    office = uuid4().hex

    def number_or_undo(*, keep: bool) -> None:
        with store.write() as session:
            given(session, new(office=office))
            if not keep:
                raise LookupError

    for keep in kept:
        try:
            number_or_undo(keep=keep)
        except LookupError:
            assert not keep
    assert whole(store, office) == ([sum(kept)] if any(kept) else [])
