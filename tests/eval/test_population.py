"""The measured population: filled nearly whole, never wrongly, every fault found, nobody blamed."""

import pytest
from typer.testing import CliRunner

from eval.commands import app
from eval.population.run import Report, measure
from intake.settings import Settings
from tests.ports import free_port

EACH = 1


@pytest.fixture(scope="module")
def report() -> Report:
    settings = Settings(gateway_url=f"http://127.0.0.1:{free_port()}")
    return measure(settings, lambda _: None, each=EACH)


def test_every_scenario_is_filed(report: Report) -> None:
    assert len(report.scenarios) == 45
    assert report.all.filings == 45 * EACH


def test_forms_are_filled_and_nothing_is_filled_wrongly(report: Report) -> None:
    assert report.all.prefilled >= 0.85
    assert report.wrong == ()


def test_a_filing_in_order_is_neither_accused_nor_sent_back(report: Report) -> None:
    assert report.alarms == {}
    assert report.all.first_time == 1


def test_what_is_no_number_of_filings_is_refused() -> None:
    assert CliRunner().invoke(app, ["population", "--each", "viele"]).exit_code == 2
