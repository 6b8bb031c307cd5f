"""What holds for every case, not only for the ones in the tables."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from models.errors import UndecidedError
from precheck.calculators import CALCULATORS, Calculation, calculate
from precheck.calculators.cars import share_of_price
from precheck.calculators.inspection import inspection_due
from precheck.calculators.parking import cancellation_takes_effect, pay_until
from precheck.calculators.service_life import scrap_date
from precheck.calculators.ships import ship_age_factor
from precheck.calculators.trucks import early_band
from precheck.months import add_months, whole_months
from precheck.workdays import workdays_between
from tests.precheck.calculators.situations import TODAY

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
NEAR = st.dates(date(2005, 1, 1), date(2030, 12, 31))
RUBBISH = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)


@st.composite
def told(draw: st.DrawFn, name: str) -> dict[str, object]:
    """Facts of the right types, any of them left out now and then."""
    kinds: dict[str, st.SearchStrategy[object]] = {
        "bool": st.booleans(),
        "int": st.integers(-1, 60_000),
        "decimal": st.decimals(0, 200_000, places=2),
        "date": NEAR | DAYS,
        "datetime": st.datetimes(),
        "int_list": st.lists(st.integers(1, 30_000), max_size=8),
    }
    facts: dict[str, object] = {}
    for put in CALCULATORS[name].inputs:
        if put.required or draw(st.integers(0, 7)):
            facts[put.key] = draw(st.sampled_from(put.options) if put.options else kinds[put.type])
    return facts


def answer(name: str, facts: dict[str, object], on: date) -> Calculation | str:
    """Return what a calculator answers, or the words with which it declines."""
    try:
        return calculate(name, facts, on)
    except UndecidedError as declined:
        return str(declined)


@pytest.mark.parametrize("name", CALCULATORS)
@given(data=st.data(), on=NEAR)
@settings(max_examples=50, deadline=None)
def test_facts_of_the_right_type_get_an_answer_or_a_named_refusal(
    name: str, data: st.DataObject, on: date
) -> None:
    answered = answer(name, data.draw(told(name)), on)
    if isinstance(answered, str):
        assert answered.endswith("。")
        return
    assert answered.steps
    assert Calculation.model_validate(answered.model_dump()) == answered
    if answered.unit == "元":
        amount = Decimal(str(answered.result))
        assert amount >= 0
        assert (amount == 0) == bool(answered.reasons)


@pytest.mark.parametrize("name", CALCULATORS)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_rubbish_is_refused_by_name_and_never_worked_with(name: str, data: st.DataObject) -> None:
    keys = [put.key for put in CALCULATORS[name].inputs]
    facts = data.draw(st.dictionaries(st.sampled_from(keys) | st.text(max_size=8), RUBBISH))
    answered = answer(name, facts, TODAY)
    if isinstance(answered, str):
        assert answered.startswith("无法计算") or "没有登记" in answered
    else:
        assert answered.steps


TRUCK: dict[str, JsonValue] = {
    "kind": "提前报废并新购",
    "old_fuel": "柴油",
    "old_emission": "国三及以下",
    "dereg_date": "2025-06-01",
}
LORRIES = st.sampled_from(["中型货车", "重型货车"])


@given(
    old=LORRIES,
    new=LORRIES,
    axles=st.sampled_from(["2轴", "3轴", "4轴及以上"]),
    power=st.sampled_from(["国六柴油", "新能源"]),
    ends=st.tuples(st.dates(date(2025, 6, 1), date(2040, 1, 1)), st.integers(0, 4000)),
)
@settings(deadline=None)
def test_a_lorry_scrapped_earlier_never_gets_less_and_never_above_the_maximum(
    old: str, new: str, axles: str, power: str, ends: tuple[date, int]
) -> None:
    lorry = TRUCK | {
        "old_vehicle_type": old,
        "new_vehicle_type": new,
        "new_axles": axles,
        "new_power": power,
    }
    lorry |= {"old_register_date": "2010-06-01"}
    first, later = ends[0], ends[0] + timedelta(days=ends[1])
    late, early = (
        Decimal(
            str(calculate("truck_subsidy", lorry | {"old_force_scrap_date": end}, TODAY).result)
        )
        for end in (first, later)
    )
    assert 25_000 <= late <= early <= 140_000


@given(months=st.integers(0, 600))
@settings(deadline=None)
def test_bands_follow_one_another(months: int) -> None:
    band = early_band(months, date(2025, 1, 1))
    assert band == (
        "不足1年"
        if months < 12
        else "满1年不足2年"
        if months < 24
        else "满2年不足4年"
        if months < 48
        else "满4年以上"
    )


@given(start=DAYS, end=DAYS)
@settings(deadline=None)
def test_whole_months_are_whole_and_no_more_would_fit(start: date, end: date) -> None:
    months = whole_months(start, end)
    if end < start:
        assert months == 0
    else:
        assert add_months(start, months) <= end < add_months(start, months + 1)


@given(
    price=st.decimals("0.01", 1_000_000, places=2),
    more=st.decimals(0, 1_000_000, places=2),
    percent=st.sampled_from([6, 8, 10, 12]),
)
@settings(deadline=None)
def test_a_share_of_the_price_is_rounded_up_capped_and_grows_with_the_price(
    price: Decimal, more: Decimal, percent: int
) -> None:
    most = Decimal(20_000)
    share = share_of_price(price, Decimal(percent), most)
    exact = price * percent / 100
    assert share == share.to_integral_value()
    assert share <= share_of_price(price + more, Decimal(percent), most) <= most
    assert exact <= share < exact + 1 or share == most < exact + 1


@given(built=st.dates(date(1980, 1, 1), date(2020, 1, 1)), days=st.integers(0, 12_000))
@settings(deadline=None)
def test_a_ships_factor_lies_between_a_half_and_one_and_falls_with_age(
    built: date, days: int
) -> None:
    until = built + timedelta(days=days)
    for area in ("沿海", "内河"):
        for kind in ("货船", "客船"):
            now = ship_age_factor(area, kind, built, until, TODAY)
            later = ship_age_factor(area, kind, built, until + timedelta(days=900), TODAY)
            assert now is None or Decimal("0.5") <= now <= 1
            assert now is None or later is None or later <= now


@given(
    gross=st.decimals(1, 100_000, places=1),
    new=st.decimals(1, 100_000, places=1),
)
@settings(deadline=None)
def test_a_new_fuel_ship_is_paid_for_no_more_tons_than_were_scrapped(
    gross: Decimal, new: Decimal
) -> None:
    ship = {
        "kind": "拆解并新建燃油动力船舶",
        "nav_area": "内河",
        "ship_kind": "货船",
        "ship_type": "散货船",
        "gt": gross,
        "built_date": "2010-06-01",
        "dereg_date": "2026-06-01",
        "new_gt": new,
        "power_type": "燃油动力(含生物柴油)",
    }
    amount = Decimal(str(calculate("ship_subsidy", ship, TODAY).result))
    assert amount == 1000 * gross + 500 * min(gross, new)


@given(registered=st.dates(date(1980, 1, 1), date(2026, 11, 28)), on=st.integers(0, 4000))
@settings(deadline=None)
def test_an_inspection_period_covers_its_day_and_ends_with_a_month(
    registered: date, on: int
) -> None:
    day = date(2026, 11, 28) + timedelta(days=on)
    for name in ("载货汽车", "营运载客汽车", "9座及以下非营运小型微型载客汽车"):
        due = inspection_due(name, registered, day)
        assert day <= due < add_months(day, 26)
        assert (due + timedelta(days=1)).day == 1


@given(registered=DAYS, later=st.integers(0, 10_000))
@settings(deadline=None)
def test_a_vehicle_registered_later_is_scrapped_no_sooner(registered: date, later: int) -> None:
    assume(registered + timedelta(days=later) <= date(2099, 12, 31))
    ends = [
        scrap_date("危险品运输载货汽车", registered + timedelta(days=days), TODAY)
        for days in (0, later)
    ]
    assert ends[0] and ends[1] and registered < ends[0] <= ends[1]  # noqa: PT018


@given(day=st.dates(date(2024, 1, 1), date(2026, 12, 1)))
@settings(deadline=None)
def test_arrears_are_pressed_for_once_fifteen_working_days_have_passed(day: date) -> None:
    last = pay_until(day, TODAY)
    assert workdays_between(day, last) == 15
    assert workdays_between(day, last - timedelta(days=1)) == 14


@given(day=DAYS)
@settings(deadline=None)
def test_a_cancellation_takes_effect_with_the_next_month(day: date) -> None:
    effective = cancellation_takes_effect(day)
    assert effective.day == 1
    assert whole_months(day.replace(day=1), effective) == 1
