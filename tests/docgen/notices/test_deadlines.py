"""Deadlines are working days: holidays are skipped, days worked instead count."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.notices.compose import compose_notice
from docgen.notices.deadlines import run_periods
from docgen.notices.declared import read_declared
from docgen.notices.limits import worded
from docgen.notices.samples import read_sample
from precheck.calculators.parking import pay_until
from precheck.workdays import is_workday, workdays_between
from tests.docgen.notices.conftest import changed
from tests.docgen.notices.plain import plain

DECLARED = read_declared()


@pytest.mark.parametrize(
    ("issued_on", "last"),
    [
        ("2026-09-24", "2026年10月15日"),  # 25 September, 1 to 7 October off, 10 October worked
        ("2026-02-06", "2026年2月27日"),  # 15 to 23 February off, 14 February worked
        ("2026-11-27", "2026年12月11日"),
    ],
)
def test_ten_working_days_are_counted_across_holidays(issued_on: str, last: str) -> None:
    facts = {"applied_on": issued_on, "accepted_on": issued_on}
    notice = changed("permit", issued_on=issued_on, facts=facts)
    assert f"即在{last}前（含当日）颁发" in plain(compose_notice(notice).sheet)


def test_arrears_are_due_when_the_calculator_says() -> None:
    sample = read_sample("parking_arrears")
    [period] = run_periods(sample, DECLARED.kind(sample.kind), DECLARED.limits)
    assert period.end == pay_until(sample.issued_on, sample.issued_on)


@given(st.dates(date(2024, 1, 2), date(2026, 11, 1)))
def test_a_deadline_is_a_working_day_and_exactly_so_many_away(day: date) -> None:
    notice = read_sample("permit").model_copy(update={"issued_on": day})
    deliver = run_periods(notice, DECLARED.kind("permit"), DECLARED.limits)[0]
    assert deliver.end is not None
    assert is_workday(deliver.end)
    assert workdays_between(day, deliver.end) == 10


def test_a_receipt_without_a_decision_has_no_deadline() -> None:
    text = plain(compose_notice(changed("service_receipt", facts={"decided_on": ""})).sheet)
    assert "送达期限" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("acceptance_workdays", "5个工作日"),
        ("decision_workdays", "20个工作日"),
        ("delivery_workdays", "10个工作日"),
        ("review_days", "60日"),
        ("lawsuit_months", "6个月"),
        ("arrears_workdays", "15个工作日"),
    ],
)
def test_the_limits_are_those_of_the_law(name: str, words: str) -> None:
    assert worded(DECLARED.limits.on(date(2026, 11, 27), name)) == words
