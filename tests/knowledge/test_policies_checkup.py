"""Check-ups keep the promises of three-valued logic, and say what to do."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.policies import (
    Checkup,
    Edit,
    Opening,
    Profile,
    Reckoned,
    State,
    Verdict,
    check,
    check_again,
    check_all,
    declared_profile,
    unknown_keys,
)
from knowledge.policies.profile import prove_values
from models.errors import InvalidRequestError
from models.records import FormValue, Suggestion
from tests.knowledge.firms import LIBRARY, firms, nested

ON = date(2026, 11, 28)


def checked(values: dict[str, str]) -> dict[str, Checkup]:
    found = check_all(LIBRARY, declared_profile("", values), ON)
    return {each.policy: each for each in found}


def one(code: str, values: dict[str, str], on: date = ON) -> Checkup:
    policy = LIBRARY.policy(code)
    return check(LIBRARY, policy, declared_profile("", {**policy.example, **values}), on)


@settings(max_examples=25)
@given(nested())
def test_what_becomes_known_only_narrows_the_bounds(
    known: tuple[dict[str, str], dict[str, str]],
) -> None:
    earlier, later = map(checked, known)
    for code, before in earlier.items():
        after = later[code]
        assert before.fit.lower <= after.fit.lower <= after.fit.upper <= before.fit.upper, code
        assert before.fit.share <= after.fit.share
        for was, now in zip(before.conditions, after.conditions, strict=True):
            settled = was.state is State.UNKNOWN or was.state.holds is now.state.holds
            assert settled, (code, was.id)
            assert not (was.state is State.NOT_MET and now.state is not State.NOT_MET)


@settings(max_examples=15)
@given(firms())
def test_of_a_firm_wholly_known_the_degree_is_one_number(firm: dict[str, str]) -> None:
    for found in checked(firm).values():
        if not found.fit.unknown:
            assert found.fit.exact
            assert found.verdict is not Verdict.OPEN
        assert found.fit.met + found.fit.not_met + found.fit.unknown == len(found.conditions)


@settings(max_examples=15)
@given(firms(), st.data())
def test_a_condition_met_never_lowers_the_degree(firm: dict[str, str], data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(LIBRARY.policies)))
    policy = LIBRARY.policy(code)
    condition = data.draw(st.sampled_from(policy.conditions))
    before = check(LIBRARY, policy, declared_profile("", firm), ON)
    places = LIBRARY.expressions[condition.holds].places
    mended = {**firm, **{key: policy.example[key] for key in places if key in policy.example}}
    after = check(LIBRARY, policy, declared_profile("", mended), ON)
    turned = [
        (was.state.holds, now.state.holds)
        for was, now in zip(before.conditions, after.conditions, strict=True)
    ]
    if all(now or not was for was, now in turned):
        assert after.fit.lower >= before.fit.lower
        assert after.fit.share >= before.fit.share


@settings(max_examples=15)
@given(firms(), st.data())
def test_checking_again_gives_what_checking_anew_gives(
    firm: dict[str, str], data: st.DataObject
) -> None:
    keys = data.draw(st.sets(st.sampled_from(sorted(firm)), min_size=1, max_size=3))
    before = {key: text for key, text in firm.items() if key not in keys}
    edit = Edit(declared_profile("", before), declared_profile("", firm))
    earlier = check_all(LIBRARY, edit.before, ON)
    again = check_again(LIBRARY, earlier, edit, ON)
    assert again.checkups == check_all(LIBRARY, edit.after, ON)
    for code, policy in LIBRARY.policies.items():
        if not keys & set(LIBRARY.places(policy)):
            assert code not in again.recomputed


def test_an_edit_tells_what_it_turned() -> None:
    policy = LIBRARY.policy("ZC06")
    before = declared_profile("", {**policy.example, "staff_count": "400"})
    after = declared_profile("", policy.example)
    again = check_again(LIBRARY, check_all(LIBRARY, before, ON), Edit(before, after), ON)
    found = next(each for each in again.differences if each.policy == "ZC06")
    assert (found.before, found.after) == (Verdict.MENDABLE, Verdict.FITS)
    assert [(each.condition, each.before, each.after) for each in found.turned] == [
        ("staff", State.NOT_MET, State.MET)
    ]
    assert "ZC40" not in again.recomputed


def test_another_day_or_edition_is_judged_anew() -> None:
    profile = declared_profile("", LIBRARY.policy("ZC06").example)
    earlier = check_all(LIBRARY, profile, ON)
    same = Edit(profile, profile)
    assert not check_again(LIBRARY, earlier, same, ON).recomputed
    other_day = check_again(LIBRARY, earlier, same, date(2026, 11, 29))
    assert set(other_day.recomputed) == set(LIBRARY.policies)
    stale = [each.model_copy(update={"edition": "0"}) for each in earlier if each.policy == "ZC06"]
    rest = [each for each in earlier if each.policy != "ZC06"]
    assert check_again(LIBRARY, [*stale, *rest], same, ON).recomputed == ("ZC06",)


def test_steps_stand_in_the_order_of_their_effect() -> None:
    found = one("ZC01", {"rd_staff_count": "1", "innovation_score": "10", "est_date": "2026-10-01"})
    assert [each.condition for each in found.steps] == ["rd_staff", "score", "one_year"]
    assert [each.possible for each in found.steps] == [True, True, False]
    assert found.verdict is Verdict.RULED_OUT


def test_a_step_says_by_when_to_begin() -> None:
    in_time = one("ZC02", {"in_abnormal_list": "是"}, date(2027, 5, 31))
    late = one("ZC02", {"in_abnormal_list": "是"}, date(2027, 6, 1))
    assert [(each.begin_by, each.in_time) for each in in_time.steps] == [(date(2027, 5, 31), True)]
    assert [each.in_time for each in late.steps] == [False]


def test_the_best_stand_first() -> None:
    found = check_all(LIBRARY, declared_profile("", LIBRARY.policy("ZC06").example), ON)
    verdicts = [each.verdict for each in found if each.period.opening is not Opening.NOT_IN_FORCE]
    order = list(Verdict)
    assert verdicts == sorted(verdicts, key=order.index)
    assert found[0].verdict is Verdict.FITS


def test_what_would_settle_most_is_asked_first() -> None:
    asked = unknown_keys(check_all(LIBRARY, declared_profile("", {}), ON))
    assert asked[0] == "corp_state"
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("day", "opening", "left"),
    [
        (date(2026, 4, 30), Opening.UPCOMING, 1),
        (date(2026, 5, 1), Opening.OPEN, 152),
        (date(2026, 9, 30), Opening.OPEN, 0),
        (date(2026, 10, 1), Opening.UPCOMING, 212),
    ],
)
def test_the_window_on_both_sides_of_its_days(day: date, opening: Opening, left: int) -> None:
    period = one("ZC01", {}, day).period
    assert (period.opening, period.days_left) == (opening, left)


@pytest.mark.parametrize(
    ("day", "opening"),
    [
        (date(2027, 12, 31), Opening.YEAR_ROUND),
        (date(2028, 1, 1), Opening.NOT_IN_FORCE),
        (date(2022, 12, 31), Opening.NOT_IN_FORCE),
    ],
)
def test_a_policy_is_in_force_within_its_days(day: date, opening: Opening) -> None:
    assert one("ZC06", {}, day).period.opening is opening


def test_the_forecast_is_a_range_and_names_what_it_lacks() -> None:
    found = one("ZC05", {"rd_expense": "1000000"}).amount
    assert found
    assert (found.low, found.high) == (50000, 250000)
    assert "仅供参考" in found.caution
    policy = LIBRARY.policy("ZC05")
    lacking = check(LIBRARY, policy, declared_profile("", {}), ON).amount
    assert lacking
    assert (lacking.low, lacking.missing) == (None, ("上年度研发费用",))


def test_a_calculator_of_the_floors_above_works_an_amount_out() -> None:
    asked: list[tuple[str, dict[str, str]]] = []

    def calculator(name: str, facts: object) -> Reckoned:
        asked.append((name, dict(facts)))  # type: ignore[call-overload]
        return Reckoned(told="缺少注册日期")

    policy = LIBRARY.policy("ZC35")
    profile = declared_profile("", policy.example)
    found = check(LIBRARY, policy, profile, ON, calculator).amount
    assert found
    assert (found.high, found.told) == (None, "缺少注册日期")
    assert asked[0][0] == "truck_subsidy"
    assert asked[0][1]["kind"] == "提前报废"
    assert asked[0][1]["old_permit_valid"] == "是"


def test_a_self_declared_value_is_marked_and_the_register_still_heard() -> None:
    policy = LIBRARY.policy("ZC06")
    said = FormValue(
        key="staff_count",
        value="60",
        source="applicant",
        offers=(
            Suggestion(
                key="staff_count",
                value="400",
                source="db.social_security",
                authentic=True,
                fetched_at="2026-11-28T00:00:00Z",  # type: ignore[arg-type] # as JSON has it
            ),
        ),
    )
    rest = declared_profile("", policy.example).facts
    profile = Profile(uscc="", facts=(said, *(each for each in rest if each.key != "staff_count")))
    found = check(LIBRARY, policy, profile, ON)
    used = next(each for each in found.conditions if each.id == "staff").used[0]
    assert (used.declared, used.value, used.register_says) == (True, "60", "400")


def test_a_paper_a_register_answered_for_is_at_hand() -> None:
    policy = LIBRARY.policy("ZC02")
    profile = Profile(
        uscc="", facts=(FormValue(key="corp_name", value="样张", source="db.corp", confidence=1),)
    )
    papers = {each.id: each for each in check(LIBRARY, policy, profile, ON).materials}
    assert (papers["licence"].at_hand, papers["licence"].fetchable) == (True, True)
    assert (papers["commitment"].at_hand, papers["commitment"].fetchable) == (False, False)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"staff_count": "很多"}, "“职工人数”应为数字"),
        ({"staff_count": "-3"}, "“职工人数”不能是负数"),
        ({"tax_credit": "E"}, "“纳税信用级别”应为：A、B、M、C、D"),
        ({"dishonest": "也许"}, "应为“是”或“否”"),
        ({"est_date": "去年"}, "应为日期"),
        ({"moon": "1"}, "没有名为“moon”的企业信息项"),
    ],
)
def test_a_value_its_key_cannot_hold_is_refused_with_the_remedy(
    values: dict[str, str], message: str
) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        prove_values(LIBRARY.keys, values)
