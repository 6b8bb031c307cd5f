"""From a failed question to a published entry that is asked for every night."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.knowledge import desk
from intake.knowledge.care_work import gather, regress, regress_after_change, remind_departments
from intake.knowledge.gap_steps import (
    Closing,
    Seen,
    assign,
    close,
    propose,
    prove_closing,
    send_back,
)
from intake.knowledge.gaps import list_gaps, overdue_gaps
from intake.knowledge.shelf import Shelf
from intake.store import tables
from intake.store.database import Store
from intake.store.knowledge_care import GAPS, REGRESSIONS
from intake.store.knowledge_events import read_question
from knowledge.care.events import Verdict
from knowledge.care.regressions import RegressionState
from knowledge.care.tickets import Ticket, TicketState
from knowledge.entries.life import Step
from models.errors import ConflictError, InvalidRequestError, StaleRecordError
from tests.intake.caring import DOGS, LIFTS, NIGHT, ask_by, care_of, cited, empty_base, put, say
from tests.intake.knowledge_desk import REVIEWER, published, seen

BODY = "既有住宅加装电梯，由房屋管理部门按规定给予补贴，凭竣工材料申请。"


@pytest.fixture(autouse=True)
def empty(store: Store):
    """Begin each test with a base nobody has asked."""
    empty_base(store)


def tickets(store: Store) -> tuple[Ticket, ...]:
    with store.read() as session:
        return list_gaps(session)


def events(store: Store) -> list[str]:
    with store.read() as session:
        found = session.connection.execute(select(tables.outbox.c.type))
        return [row.type.removeprefix("cn.gov.sh.zhiban.knowledge.")[:-3] for row in found]


def ask_all(store: Store, questions, **more) -> None:
    with store.write() as session:
        for question in questions:
            put(session, question, **more)


def by(ticket: Ticket, days: int = 1) -> Seen:
    at = NIGHT + timedelta(days=days)
    return Seen(id=ticket.id, version=ticket.version, by="郑样张", at=at)


def test_a_week_of_failed_questions_becomes_one_ticket_for_each_gap_and_once(store: Store) -> None:
    ask_all(store, [*LIFTS, *DOGS])
    care = care_of(store)
    assert gather(care, NIGHT) == {"opened": 2, "grown": 0, "questions": 8}
    assert gather(care, NIGHT + timedelta(days=3)) == {}
    first = tickets(store)
    assert {each.number for each in first} == {4}
    ask_all(store, LIFTS[:1], at=NIGHT + timedelta(days=6))
    week = NIGHT + timedelta(days=7)
    assert gather(care, week) == {"opened": 0, "grown": 1, "questions": 1}
    assert {each.id for each in tickets(store)} == {each.id for each in first}


def test_a_ticket_goes_to_the_department_of_the_nearest_entry(store: Store) -> None:
    with store.write() as session:
        near = published(session, department="行政服务中心")
    ask_all(store, LIFTS, nearest=(near,))
    gather(care_of(store), NIGHT)
    (ticket,) = tickets(store)
    assert (ticket.state, ticket.department) == (TicketState.ASSIGNED, "行政服务中心")
    with store.read() as session:
        assert list_gaps(session, "行政服务中心") == (ticket,)
        assert list_gaps(session, "别的部门") == ()


def test_questions_are_kept_and_quoted_without_numbers_of_people(store: Store) -> None:
    with store.write() as session:
        asked = put(session, "我是13800000000，老房子加装电梯怎么申请补贴", **cited("gone"))
        say(session, asked, Verdict.DOWN)
    with store.read() as session:
        assert "13800000000" not in read_question(session, asked).question
        rows = session.connection.execute(select(tables.knowledge_questions)).mappings()
        assert "加装电梯".encode() not in b"".join(row["sealed"] for row in rows)
    gather(care_of(store), NIGHT)
    (ticket,) = tickets(store)
    assert "138****0000" in ticket.questions[0]


def proposed(store: Store, entry_id: str) -> Ticket:
    ask_all(store, LIFTS)
    gather(care_of(store), NIGHT)
    (ticket,) = tickets(store)
    with store.write() as session:
        ticket = assign(session, by(ticket), "行政服务中心")
        return propose(session, by(ticket), entry_id)


def test_closing_needs_a_published_entry_and_a_question_that_finds_it(store: Store) -> None:
    with store.write() as session:
        other = published(session)
        lifts = published(session, title="加装电梯补贴", body=BODY)
    ticket, ask = proposed(store, lifts), ask_by(Shelf(store))
    with pytest.raises(InvalidRequestError, match="至少要有一个回归问题"):
        prove_closing(store, ask, by(ticket), Closing(entry=lifts, questions=(" ",)))
    with pytest.raises(InvalidRequestError, match="狗证年检"):
        prove_closing(store, ask, by(ticket), Closing(entry=lifts, questions=("狗证年检怎么弄",)))
    with pytest.raises(InvalidRequestError, match="得不到这个条目"):
        prove_closing(store, ask, by(ticket), Closing(entry=other, questions=LIFTS[:1]))
    with pytest.raises(ConflictError, match="没有发布"):
        prove_closing(store, ask, by(ticket), Closing(entry="none", questions=LIFTS[:1]))
    closing = Closing(entry=lifts, questions=LIFTS[:2])
    proven = prove_closing(store, ask, by(ticket), closing)
    with store.write() as session:
        closed = close(session, by(ticket), closing, proven)
    assert (closed.state, closed.entry) == (TicketState.CLOSED, lifts)
    with store.read() as session:
        kept = [*REGRESSIONS.find(session)]
    assert {each.question for each in kept} == set(LIFTS[:2])
    assert {each.state for each in kept} == {RegressionState.PASSED}


def closed(store: Store) -> tuple[str, Ticket]:
    with store.write() as session:
        lifts = published(session, title="加装电梯补贴", body=BODY)
    ticket, closing = proposed(store, lifts), Closing(entry=lifts, questions=LIFTS[:1])
    proven = prove_closing(store, ask_by(Shelf(store)), by(ticket), closing)
    with store.write() as session:
        return lifts, close(session, by(ticket), closing, proven)


def test_a_regression_that_fails_reopens_its_ticket_and_is_told_of_once(store: Store) -> None:
    lifts, ticket = closed(store)
    care = care_of(store)
    assert regress(care, NIGHT + timedelta(days=2)) == {"passed": 1}
    with store.write() as session:
        desk.take_step(session, seen(lifts), Step.WITHDRAW, REVIEWER)
    assert regress_after_change(care, NIGHT + timedelta(days=2, hours=1)) == {"failed": 1}
    assert regress_after_change(care, NIGHT + timedelta(days=2, hours=2)) == {}
    assert regress(care, NIGHT + timedelta(days=3)) == {"failed": 1}
    (again,) = tickets(store)
    assert (again.id, again.state) == (ticket.id, TicketState.ASSIGNED)
    assert again.history[-1].step == "reopen"
    assert events(store).count("regression.failed") == 1


def test_a_reopened_ticket_closed_with_another_entry_expects_that_one(
    store: Store,
) -> None:
    lifts, _ = closed(store)
    care = care_of(store)
    with store.write() as session:
        desk.take_step(session, seen(lifts), Step.WITHDRAW, REVIEWER)
        new = published(session, title="加装电梯补贴（新）", body=BODY)
    regress_after_change(care, NIGHT + timedelta(days=2))
    (ticket,) = tickets(store)
    with store.write() as session:
        ticket = propose(session, by(ticket, 3), new)
    closing = Closing(entry=new, questions=(LIFTS[1],))
    proven = prove_closing(store, care.ask, by(ticket, 3), closing)
    with store.write() as session:
        close(session, by(ticket, 3), closing, proven)
    assert regress(care, NIGHT + timedelta(days=4)) == {"passed": 2}


def test_overdue_tickets_are_listed_and_departments_reminded_once(store: Store) -> None:
    ask_all(store, LIFTS)
    care = care_of(store)
    gather(care, NIGHT)
    (ticket,) = tickets(store)
    ends = NIGHT.replace(year=ticket.due.year, month=ticket.due.month, day=ticket.due.day)
    for at, overdue in ((ends, ()), (ends + timedelta(days=1), (ticket,))):
        with store.read() as session:
            assert overdue_gaps(session, at.date()) == overdue
    assert remind_departments(care, NIGHT + timedelta(hours=1)) == {"told": 0}
    assert remind_departments(care, ends) == {"told": 1}
    assert remind_departments(care, ends + timedelta(days=1)) == {"told": 1}
    assert remind_departments(care, ends + timedelta(days=2)) == {"told": 0}
    assert [name for name in events(store) if name != "gap.opened"] == [
        "gap.due_soon",
        "gap.overdue",
    ]


def test_who_saw_an_older_ticket_changes_nothing_and_a_return_needs_a_reason(store: Store) -> None:
    ask_all(store, LIFTS)
    gather(care_of(store), NIGHT)
    (old,) = tickets(store)
    with store.write() as session:
        assign(session, by(old), "行政服务中心")
    with pytest.raises(StaleRecordError), store.write() as session:
        assign(session, by(old), "市商务委")
    (now,) = tickets(store)
    with pytest.raises(InvalidRequestError, match="理由"), store.write() as session:
        send_back(session, by(now), " ")
    with store.write() as session:
        returned = send_back(session, by(now), "不属于本部门职责")
    assert returned.state is TicketState.RETURNED
    with store.read() as session:
        assert GAPS.read(session, old.id) == returned
