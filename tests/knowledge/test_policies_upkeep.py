"""Changes of policies are told part by part; reminders are the same as long as they are true."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.policies import (
    Change,
    Reason,
    Verdict,
    check_all,
    compare,
    declared_profile,
    newly_fitting,
    remind,
)
from tests.knowledge.firms import LIBRARY, firms

ON = date(2026, 11, 28)


def test_nothing_changed_is_no_change() -> None:
    assert compare(LIBRARY.policies, dict(LIBRARY.policies)) == ()


def test_new_updated_and_deleted_are_told_apart() -> None:
    before = {code: each for code, each in LIBRARY.policies.items() if code != "ZC40"}
    after = {code: each for code, each in LIBRARY.policies.items() if code != "ZC39"}
    after["ZC06"] = after["ZC06"].model_copy(update={"contact": "12366"})
    found = {each.policy: each for each in compare(before, after)}
    assert {code: each.change for code, each in found.items()} == {
        "ZC06": Change.UPDATED,
        "ZC39": Change.DELETED,
        "ZC40": Change.NEW,
    }
    assert not found["ZC06"].judging
    assert [each.part for each in found["ZC06"].altered] == ["contact"]


def test_a_changed_number_is_named_and_concerns_the_judging() -> None:
    policy = LIBRARY.policy("ZC06")
    laws = tuple(
        law.model_copy(update={"value": 500}) if law.name == "staff" else law for law in policy.laws
    )
    changed = policy.model_copy(update={"laws": laws})
    (found,) = compare({"ZC06": policy}, {"ZC06": changed})
    assert found.judging
    assert [(each.part, each.before, each.after) for each in found.altered] == [
        ("law.staff@2023-01-01.value", "300", "500")
    ]


@pytest.mark.parametrize(
    ("within", "told"),
    [(89, False), (90, True)],
)
def test_an_expiring_permit_is_told_within_the_days_asked_for(within: int, told: bool) -> None:
    due = ON + timedelta(days=90)
    profile = declared_profile("", {"permit_valid_to": due.isoformat()})
    found = remind(LIBRARY, profile, (), ON, within)
    assert [(each.reason, each.due) for each in found] == ([(Reason.EXPIRES, due)] if told else [])


def test_an_expired_one_is_told_as_such_and_one_for_ever_never() -> None:
    values = {"permit_valid_to": "2026-11-27", "hightech_valid_to": "长期"}
    found = remind(LIBRARY, declared_profile("", values), (), ON, 30)
    assert [(each.about, each.reason) for each in found] == [("permit_valid_to", Reason.EXPIRED)]


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 3, 1), []),
        (date(2026, 3, 2), [Reason.OPENS]),
        (date(2026, 4, 1), []),
        (date(2026, 5, 31), [Reason.CLOSES]),
        (date(2026, 6, 30), [Reason.CLOSES]),
        (date(2026, 7, 1), []),
    ],
)
def test_a_window_is_told_before_it_opens_and_before_it_closes(
    day: date, reasons: list[Reason]
) -> None:
    profile = declared_profile("", LIBRARY.policy("ZC02").example)
    checkups = [each for each in check_all(LIBRARY, profile, day) if each.policy == "ZC02"]
    assert [each.reason for each in remind(LIBRARY, profile, checkups, day, 30)] == reasons


def test_a_firm_that_cannot_have_it_is_not_told_of_its_deadline() -> None:
    day = date(2026, 6, 20)
    profile = declared_profile("", {**LIBRARY.policy("ZC02").example, "niche_years": "1"})
    checkups = [each for each in check_all(LIBRARY, profile, day) if each.policy == "ZC02"]
    assert remind(LIBRARY, profile, checkups, day, 30) == ()


def test_a_firm_is_told_of_what_it_newly_fits_and_of_nothing_it_fitted_before() -> None:
    checkups = check_all(LIBRARY, declared_profile("", LIBRARY.policy("ZC06").example), ON)
    before = {each.policy: each.verdict for each in checkups}
    assert newly_fitting(before, checkups) == ()
    found = newly_fitting({**before, "ZC06": Verdict.OPEN}, checkups)
    assert [(each.reason, each.about) for each in found] == [(Reason.NEWLY_FITS, "ZC06")]


@settings(max_examples=15)
@given(firms(), st.integers(0, 400))
def test_reminders_of_deadlines_are_the_same_on_two_runs_and_lie_within_the_days(
    firm: dict[str, str], within: int
) -> None:
    profile = declared_profile("", firm)
    checkups = check_all(LIBRARY, profile, ON)
    found = remind(LIBRARY, profile, checkups, ON, within)
    assert found == remind(LIBRARY, profile, checkups, ON, within)
    assert len({(each.reason, each.about, each.due) for each in found}) == len(found)
    assert all(each.due <= ON + timedelta(days=within) for each in found)
