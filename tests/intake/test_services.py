"""The declarations hold what the tender counts."""

import pytest

from intake.counts import count
from intake.registry import read_registry
from models.specs import Service
from prefill.services import read_services

SERVICES = read_services()


def test_the_nine_pages_are_counted_as_the_tender_counts_them() -> None:
    counts = count(SERVICES)
    assert (counts.pages, counts.scenarios) == (9, 18)
    assert (counts.prefilled, counts.prechecked) == (200, 27)
    assert counts.further == 27


def test_every_page_has_three_counted_checks() -> None:
    for page in (each for each in SERVICES.values() if each.group == "page"):
        assert count({page.id: page}).prechecked == 3, page.id


def test_every_declared_name_is_known() -> None:
    assert set(read_registry().services) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_key_stands_once_on_a_form(service: Service) -> None:
    for scenario in service.scenarios:
        keys = [field.key for field in service.asked(scenario.id)]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_messages_tell_what_to_do(service: Service) -> None:
    checks = [each for scenario in service.scenarios for each in service.checks(scenario.id)]
    assert all(
        "请" in check.message
        or "可以" in check.message
        or "不能" in check.message
        or "不符合" in check.message
        for check in checks
        if check.severity == "correct"
    )
