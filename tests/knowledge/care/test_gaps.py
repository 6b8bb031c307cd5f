"""Failed questions become tickets: grouped, the same when gathered again, joined to open ones."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.care.failures import Reason
from knowledge.care.opening import priority_of, settle, weigh
from knowledge.care.tickets import Priority, Taken, Ticket, TicketState, TicketStep, take_step
from models.errors import ConflictError, InvalidRequestError
from tests.knowledge.care.made import BEGIN, RULES, complete, failure, means

LIFTS = (
    "老房子加装电梯怎么申请补贴",
    "加装电梯补贴多少钱",
    "旧楼装电梯政府给钱吗",
    "既有住宅加装电梯的补贴怎么领",
)
DOGS = ("宠物狗证去哪里办", "养狗要办证吗", "狗证年检怎么弄", "给狗狗上证要带什么")
LICENCES = ("网约车驾驶员证怎么办理", "跑网约车要考什么证", "网约车证补办", "网约车人证到期怎么换")
EVERY = (*LIFTS, *DOGS, *LICENCES)
LATER = BEGIN + timedelta(days=1)


def groups(settled) -> set[frozenset[str]]:
    return {frozenset(each.question for each in one.failures) for one in settled}


def test_questions_that_ask_the_same_in_other_words_make_one_ticket() -> None:
    failures = [failure(number, text) for number, text in enumerate(EVERY)]
    settled = settle(failures, (), LATER, means())
    assert groups(settled) == {frozenset(LIFTS), frozenset(DOGS), frozenset(LICENCES)}


@settings(max_examples=30)
@given(order=st.permutations(range(len(EVERY))))
def test_questions_are_grouped_alike_in_whatever_order_they_were_asked(order) -> None:
    failures = [failure(number, EVERY[place]) for number, place in enumerate(order)]
    settled = settle(failures, (), LATER, means())
    assert groups(settled) == {frozenset(LIFTS), frozenset(DOGS), frozenset(LICENCES)}


@settings(max_examples=20)
@given(order=st.permutations(range(len(EVERY))))
def test_the_same_failures_give_the_same_tickets_in_whatever_order_they_are_gathered(order) -> None:
    failures = [failure(number, text) for number, text in enumerate(EVERY)]
    shuffled = [failures[place] for place in order]
    assert settle(shuffled, (), LATER, means()) == settle(failures, (), LATER, means())


def test_a_lonely_question_waits_and_two_more_like_it_make_a_ticket() -> None:
    least = RULES.clusters.least
    for number in (least - 1, least):
        failures = [failure(place, LIFTS[place]) for place in range(number)]
        assert len(settle(failures, (), LATER, means())) == (number == least)


@pytest.mark.parametrize("reason", [Reason.CORRECTION, Reason.DOWN])
def test_one_complaint_makes_a_ticket_alone(reason) -> None:
    assert len(settle([failure(1, LIFTS[0], reason)], (), LATER, means())) == 1


def test_nothing_failed_opens_nothing() -> None:
    (held,) = settle([failure(1, LIFTS[0], Reason.DOWN)], (), LATER, means())
    assert settle((), (), LATER, means()) == settle((), (held.ticket,), LATER, means()) == ()


def test_what_is_like_an_open_ticket_joins_it_and_nothing_is_opened() -> None:
    (first,) = settle([failure(n, LIFTS[n]) for n in range(3)], (), LATER, means())
    (grown,) = settle([failure(9, LIFTS[3])], (first.ticket,), LATER, means())
    assert grown.ticket.id == first.ticket.id
    assert (grown.ticket.number, grown.ticket.version) == (4, 2)
    assert grown.ticket.questions == LIFTS
    assert grown.ticket.due <= first.ticket.due


def test_after_closing_the_same_complaint_opens_a_new_ticket_that_names_the_old_one() -> None:
    (first,) = settle([failure(n, LIFTS[n]) for n in range(3)], (), LATER, means())
    closed = first.ticket.model_copy(update={"state": TicketState.CLOSED})
    again = [failure(20 + n, LIFTS[n]) for n in range(3)]
    (second,) = settle(again, (closed,), LATER, means())
    assert second.ticket.id != closed.id
    assert second.ticket.follows == closed.id


def test_the_department_is_the_nearest_entrys_and_without_one_nobody_is_assigned() -> None:
    failures = [failure(n, LIFTS[n], nearest=("e1", "e2")) for n in range(3)]
    (known,) = settle(failures, (), LATER, means({"e2": "样张房管科"}))
    assert (known.ticket.state, known.ticket.department) == (TicketState.ASSIGNED, "样张房管科")
    assert known.ticket.nearest == ("e1", "e2")
    (unknown,) = settle(failures, (), LATER, means())
    assert (unknown.ticket.state, unknown.ticket.department) == (TicketState.OPEN, "")


def test_the_end_is_counted_in_working_days_by_urgency() -> None:
    (low,) = settle([failure(n, LIFTS[n]) for n in range(3)], (), LATER, means())
    assert low.ticket.priority is Priority.LOW
    assert low.ticket.due == complete(LATER.date(), RULES.tickets.workdays["low"])
    many = [failure(n, LIFTS[n % 4]) for n in range(40)]
    (high,) = settle(many, (), LATER, means())
    assert high.ticket.priority is Priority.HIGH
    assert high.ticket.due == complete(LATER.date(), RULES.tickets.workdays["high"])
    assert not high.ticket.overdue_on(high.ticket.due)
    assert high.ticket.overdue_on(high.ticket.due + timedelta(days=1))


@given(days=st.integers(0, 400), number=st.integers(1, 30))
def test_weight_grows_with_number_and_fades_with_time(days: int, number: int) -> None:
    failures = [failure(n, "样张") for n in range(number)]
    now, later = BEGIN + timedelta(days=days), BEGIN + timedelta(days=days + 14)
    assert weigh(failures, later, RULES.tickets) <= weigh(failures, now, RULES.tickets)
    assert weigh(failures, now, RULES.tickets) <= weigh(
        [*failures, failure(99, "样张")], now, RULES.tickets
    )


@pytest.mark.parametrize(
    ("weight", "priority"),
    [
        (RULES.tickets.high_from, Priority.HIGH),
        (RULES.tickets.high_from - 0.01, Priority.MIDDLE),
        (RULES.tickets.middle_from, Priority.MIDDLE),
        (RULES.tickets.middle_from - 0.01, Priority.LOW),
    ],
)
def test_urgency_begins_at_its_weight(weight, priority) -> None:
    assert priority_of(weight, RULES.tickets) is priority


def a_ticket(state: TicketState) -> Ticket:
    (found,) = settle([failure(n, LIFTS[n]) for n in range(3)], (), LATER, means())
    return found.ticket.model_copy(update={"state": state})


FIT = {
    (TicketState.OPEN, TicketStep.ASSIGN): TicketState.ASSIGNED,
    (TicketState.ASSIGNED, TicketStep.ASSIGN): TicketState.ASSIGNED,
    (TicketState.RETURNED, TicketStep.ASSIGN): TicketState.ASSIGNED,
    (TicketState.ASSIGNED, TicketStep.PROPOSE): TicketState.PROPOSED,
    (TicketState.PROPOSED, TicketStep.PROPOSE): TicketState.PROPOSED,
    (TicketState.OPEN, TicketStep.RETURN): TicketState.RETURNED,
    (TicketState.ASSIGNED, TicketStep.RETURN): TicketState.RETURNED,
    (TicketState.PROPOSED, TicketStep.RETURN): TicketState.RETURNED,
    (TicketState.PROPOSED, TicketStep.CLOSE): TicketState.CLOSED,
    (TicketState.CLOSED, TicketStep.REOPEN): TicketState.ASSIGNED,
}


@pytest.mark.parametrize("step", TicketStep)
@pytest.mark.parametrize("state", TicketState)
def test_each_step_is_taken_from_its_states_and_from_no_other(state, step) -> None:
    ticket, taken = a_ticket(state), Taken(step=step, by="样张丙", at=LATER, note="样张理由")
    if (state, step) not in FIT:
        with pytest.raises(ConflictError, match="不能进行这一步"):
            take_step(ticket, taken)
        return
    after = take_step(ticket, taken)
    assert after.state is FIT[state, step]
    assert after.history[-1] == taken
    assert after.version == ticket.version + 1


def test_a_ticket_is_not_returned_without_a_reason() -> None:
    with pytest.raises(InvalidRequestError, match="理由"):
        take_step(
            a_ticket(TicketState.ASSIGNED),
            Taken(step=TicketStep.RETURN, by="样张丙", at=LATER, note="  "),
        )
