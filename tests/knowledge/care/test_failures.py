"""What counts as failed: nothing answered, complained of, corrected, or not sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.care.events import Outcome, Verdict
from knowledge.care.failures import Reason, failures_of
from tests.knowledge.care.made import RULES, asked, cited, said

SHAKY = RULES.failures.shaky_below


@pytest.mark.parametrize(
    ("event", "verdicts", "reason"),
    [
        ({"outcome": Outcome.DECLINED}, [], Reason.DECLINED),
        ({"outcome": Outcome.DECLINED, "reason": "not_ours"}, [], None),
        ({"outcome": Outcome.ASKED_BACK}, [], Reason.ASKED_BACK),
        ({"outcome": Outcome.ASKED_BACK}, [Verdict.CLICK], None),
        ({"outcome": Outcome.ASKED_BACK}, [Verdict.DOWN], Reason.DOWN),
        ({"margin": SHAKY}, [], None),
        ({"margin": SHAKY - 0.01}, [], Reason.SHAKY),
        ({}, [], None),
        ({}, [Verdict.UP, Verdict.CLICK], None),
        ({}, [Verdict.UP, Verdict.DOWN], Reason.DOWN),
        ({"margin": 0.0}, [Verdict.DOWN, Verdict.CORRECTION], Reason.CORRECTION),
        ({"outcome": Outcome.DECLINED, "reason": "not_ours"}, [Verdict.DOWN], Reason.DOWN),
    ],
)
def test_a_question_fails_by_its_gravest_reason(event, verdicts, reason) -> None:
    feedback = [said(1, verdict) for verdict in verdicts]
    found = failures_of([asked(1, **event)], feedback, RULES.failures)
    assert [each.reason for each in found] == ([reason] if reason else [])


def test_a_failure_names_the_entry_complained_of_first_and_the_time_of_the_complaint() -> None:
    complaint = said(1, Verdict.DOWN, entry="meant")
    event = asked(1, cited=cited("cited"), nearest=("near", "cited"))
    (found,) = failures_of([event], [complaint], RULES.failures)
    assert found.nearest == ("meant", "cited", "near")
    assert found.at == complaint.at


@given(order=st.permutations(range(12)), data=st.data())
def test_the_order_events_come_in_does_not_count(order, data) -> None:
    outcomes = data.draw(st.lists(st.sampled_from(Outcome), min_size=12, max_size=12))
    events = [asked(number, outcome) for number, outcome in enumerate(outcomes)]
    feedback = [said(number, Verdict.DOWN) for number in range(0, 12, 3)]
    shuffled = [events[place] for place in order]
    assert failures_of(shuffled, feedback[::-1], RULES.failures) == failures_of(
        events, feedback, RULES.failures
    )
