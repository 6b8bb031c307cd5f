"""The declared policies hold together, and judge their own examples as they are meant."""

import re
from datetime import date

import pytest

from knowledge.policies import (
    Condition,
    State,
    Verdict,
    check,
    declared_profile,
    edition,
    make_library,
    read_library,
    try_policy,
)
from models.errors import SpecError
from tests.knowledge.firms import LIBRARY

ON = date(2026, 11, 28)
TAG = re.compile(r"(SOURCED\[R\d+\](\[R\d+\])*|KNOWN|DERIVED|UNVERIFIED|SAMPLE|SEED)\b.*|SOURCED.*")
CODES = sorted(LIBRARY.policies)
HARD = [
    (code, each.id) for code in CODES for each in LIBRARY.policies[code].conditions if each.hard
]


def verdict_of(code: str, **values: str) -> Verdict:
    policy = LIBRARY.policy(code)
    profile = declared_profile("", {**policy.example, **values})
    return check(LIBRARY, policy, profile, ON).verdict


def test_there_are_thirty_policies_and_more() -> None:
    assert len(CODES) >= 30


@pytest.mark.parametrize("code", CODES)
def test_a_policy_judges_its_own_examples_as_they_are_meant(code: str) -> None:
    trial = try_policy(LIBRARY, LIBRARY.policy(code), ON)
    assert not trial.faults
    assert trial.tried >= 5


@pytest.mark.parametrize("code", CODES)
def test_a_firm_that_fits_fits_wholly(code: str) -> None:
    policy = LIBRARY.policy(code)
    found = check(LIBRARY, policy, declared_profile("", policy.example), ON)
    assert (found.verdict, found.fit.lower, found.fit.upper) == (Verdict.FITS, 1, 1)
    assert not found.steps


@pytest.mark.parametrize(("code", "condition"), HARD)
def test_a_hard_condition_that_fails_rules_out(code: str, condition: str) -> None:
    policy = LIBRARY.policy(code)
    declared: Condition = next(each for each in policy.conditions if each.id == condition)
    profile = declared_profile("", {**policy.example, **declared.breaks})
    found = check(LIBRARY, policy, profile, ON)
    assert found.verdict in {Verdict.RULED_OUT, Verdict.MENDABLE}
    assert (found.fit.lower, found.fit.upper) == (0, 0)
    step = next(each for each in found.steps if each.condition == condition)
    assert step.decides
    assert step.action == declared.remedy
    if declared.takes_days is None:
        assert found.verdict is Verdict.RULED_OUT


@pytest.mark.parametrize("code", CODES)
def test_of_an_unknown_firm_nothing_is_claimed(code: str) -> None:
    policy = LIBRARY.policy(code)
    found = check(LIBRARY, policy, declared_profile("", {}), ON)
    assert found.verdict is Verdict.OPEN
    assert (found.fit.lower, found.fit.upper) == (0, 1)
    assert {each.state for each in found.conditions} == {State.UNKNOWN}
    assert all(each.needs for each in found.steps)


@pytest.mark.parametrize("code", CODES)
def test_everything_declared_says_where_it_comes_from(code: str) -> None:
    policy = LIBRARY.policy(code)
    bases = [each.basis for each in (*policy.conditions, *policy.laws, *policy.sources)]
    bases += [policy.amount.basis] if policy.amount else []
    assert all(TAG.fullmatch(basis) for basis in bases), bases
    assert all(law.reference for law in policy.laws)
    assert policy.specimen is any(each.basis == "SAMPLE" for each in policy.sources)


def test_every_key_is_asked_for_by_some_policy_or_reminded_of() -> None:
    asked = {key for each in LIBRARY.policies.values() for key in LIBRARY.places(each)}
    told = {"corp_name", "hightech_valid_to", "srdi_valid_to"}  # for greeting and reminders alone
    assert set(LIBRARY.keys) - asked == told


@pytest.mark.parametrize(
    ("code", "values", "verdict"),
    [
        ("ZC06", {"taxable_income": "3000000"}, Verdict.FITS),
        ("ZC06", {"taxable_income": "3000000.01"}, Verdict.MENDABLE),
        ("ZC06", {"staff_count": "300"}, Verdict.FITS),
        ("ZC06", {"staff_count": "301"}, Verdict.MENDABLE),
        ("ZC06", {"total_assets": "50000000"}, Verdict.FITS),
        ("ZC01", {"est_date": "2025-11-28"}, Verdict.FITS),
        ("ZC01", {"est_date": "2025-11-29"}, Verdict.RULED_OUT),
        ("ZC01", {"rd_staff_count": "6"}, Verdict.FITS),
        ("ZC01", {"rd_staff_count": "5"}, Verdict.MENDABLE),
        ("ZC01", {"rd_expense": "1500000"}, Verdict.FITS),
        ("ZC01", {"rd_expense": "1499999"}, Verdict.MENDABLE),
        ("ZC01", {"innovation_score": "70"}, Verdict.MOSTLY),
        ("ZC08", {"staff_count": "30", "layoff_rate": "20"}, Verdict.FITS),
        ("ZC08", {"staff_count": "30", "layoff_rate": "20.1"}, Verdict.MENDABLE),
        ("ZC08", {"staff_count": "31", "layoff_rate": "5.5"}, Verdict.FITS),
        ("ZC08", {"staff_count": "31", "layoff_rate": "5.6"}, Verdict.MENDABLE),
        ("ZC25", {"homestay_rooms": "14"}, Verdict.FITS),
        ("ZC25", {"homestay_rooms": "15"}, Verdict.RULED_OUT),
        ("ZC31", {"talent_points": "120"}, Verdict.FITS),
        ("ZC31", {"talent_points": "119"}, Verdict.MENDABLE),
        ("ZC38", {"built_date": "2011-10-01"}, Verdict.FITS),
        ("ZC38", {"built_date": "2011-10-02"}, Verdict.RULED_OUT),
    ],
)
def test_both_sides_of_the_limits(code: str, values: dict[str, str], verdict: Verdict) -> None:
    assert verdict_of(code, **values) is verdict


def test_a_misspelt_key_is_named_with_what_was_meant() -> None:
    policy = LIBRARY.policy("ZC06")
    wrong = policy.conditions[-1].model_copy(update={"holds": "total_asset <= law.assets"})
    with pytest.raises(SpecError, match="total_assets"):
        make_library({"ZC06": policy.model_copy(update={"conditions": (wrong,), "related": ()})})


@pytest.mark.parametrize("holds", ["given( total_assets )", "'存续' in [corp_state, '在营']"])
def test_what_would_widen_as_more_is_known_is_refused(holds: str) -> None:
    policy = LIBRARY.policy("ZC06")
    wrong = policy.conditions[-1].model_copy(update={"holds": holds})
    with pytest.raises(SpecError, match="may not ask whether"):
        make_library({"ZC06": policy.model_copy(update={"conditions": (wrong,), "related": ()})})


def test_one_sided_exclusion_is_refused() -> None:
    policies = dict(LIBRARY.policies)
    policies["ZC06"] = policies["ZC06"].model_copy(update={"excludes": ("ZC07",)})
    with pytest.raises(SpecError, match="ZC07, which does not exclude it"):
        make_library(policies)


def test_a_policy_without_a_breaking_example_does_not_pass_its_trial() -> None:
    policy = LIBRARY.policy("ZC06")
    bare = policy.conditions[0].model_copy(update={"breaks": {}})
    changed = policy.model_copy(update={"conditions": (bare, *policy.conditions[1:])})
    library = make_library({**LIBRARY.policies, "ZC06": changed})
    assert [bare.plain in each for each in try_policy(library, changed, ON).faults] == [True]


def test_the_edition_changes_with_the_wording_and_only_with_it() -> None:
    policy = LIBRARY.policy("ZC06")
    assert edition(policy) == edition(read_library().policy("ZC06"))
    assert edition(policy) != edition(policy.model_copy(update={"short": "小微"}))
