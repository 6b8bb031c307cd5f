"""What the filings add up to, over HTTP and on the command line."""

import json
from datetime import date, timedelta
from typing import Any

from intake.clock import today
from intake.commands import statistics
from intake.filings.statistics import add_up
from intake.store.filings import open_filing, read_filing, save_filing
from intake.store.queue import Verdict, note_verdict
from models.records import (
    Decision,
    Filing,
    FilingState,
    Finding,
    FormValue,
    Outcome,
    Severity,
    Subject,
)
from tests.intake.conftest import Service


def keep(service: Service, scenario: str, rounds: int = 0, **changes: Any) -> str:
    """Keep a filing as the pipeline and the applicant would leave it."""
    store = service.office.store
    with store.write() as session:
        filing = open_filing(session, scenario, Subject())
        save_filing(session, filing.model_copy(update=changes))
    for _ in range(rounds):
        answer = service.client.post(f"/api/filings/{filing.id}/confirm")
        assert answer.json()["code"] == "uncorrected"
    return filing.id


def hand_in(service: Service, filing_id: str) -> None:
    with service.office.store.write() as session:
        filing: Filing = read_filing(session, filing_id)
        save_filing(session, filing.model_copy(update={"state": FilingState.CONFIRMED}))


def test_statistics_count_each_filing_once_in_every_view(service: Service) -> None:
    form = (
        FormValue(key="corp_name", value="上海样张", source="db.corp"),
        FormValue(key="uscc", value="1", source="applicant", changed_from="2"),
        FormValue(key="plate_no"),
    )
    wrong = Finding(rule="S5-C1", severity=Severity.CORRECT, message="错")
    correct = Decision(outcome=Outcome.CORRECT)
    smooth = keep(service, "S5A", form=form, decision=Decision(outcome=Outcome.PASS))
    returned = keep(service, "S5B", rounds=2, form=form, findings=(wrong,), decision=correct)
    keep(service, "S5B")
    refused = keep(service, "S5A")
    for each in (smooth, returned, refused):
        hand_in(service, each)
    with service.office.store.write() as session:
        note_verdict(session, refused, Verdict.REFUSE)
    counted = service.client.get("/api/statistics").json()
    total = counted["total"]
    assert total["filings"] == 4
    assert total["prefill"] == {"shown": 6, "filled": 2, "changed": 2, "ratio": 0.3333}
    assert total["precheck"] == {"pass": 1, "correct": 1, "unchecked": 2}
    assert total["first_time"] == {"handed_in": 3, "at_once": 1, "ratio": 0.3333}
    assert total["flags"] == {"S5-C1": 1}
    first, second = counted["scenarios"]
    assert (first["scenario"], first["filings"], first["first_time"]["ratio"]) == ("S5A", 2, 0.5)
    assert (second["scenario"], second["filings"], second["first_time"]["ratio"]) == ("S5B", 2, 0)
    assert [(each["service"], each["filings"]) for each in counted["services"]] == [("S5", 4)]
    assert [(each["day"], each["filings"]) for each in counted["days"]] == [(str(today()), 4)]


def test_days_are_counted_with_both_ends(service: Service) -> None:
    keep(service, "S5A")
    with service.office.store.read() as session:
        every = add_up(session, service.office.registry)["total"]["filings"]

    def count(since: date, until: date) -> int:
        asked = {"since": str(since), "until": str(until)}
        answer = service.client.get("/api/statistics", params=asked).json()
        return int(answer["total"]["filings"])

    day, one = today(), timedelta(days=1)
    assert count(day, day) == every
    assert count(day + one, day + one) == 0
    assert count(day - one, day - one) == 0
    empty = service.client.get("/api/statistics", params={"since": str(day + one)}).json()["total"]
    assert (empty["prefill"]["ratio"], empty["first_time"]["ratio"]) == (None, None)


def test_days_the_wrong_way_round_are_refused_with_a_remedy(service: Service) -> None:
    asked = {"since": "2026-11-02", "until": "2026-11-01"}
    answer = service.client.get("/api/statistics", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "起始日期晚于截止日期" in answer.json()["detail"]


def test_the_command_prints_what_the_service_answers(service, monkeypatch, capsys) -> None:
    monkeypatch.setenv("ZHIBAN_DATA", str(service.data))
    statistics.command(json=True)
    assert json.loads(capsys.readouterr().out) == service.client.get("/api/statistics").json()
    statistics.command(json=False)
    assert "预填比例" in capsys.readouterr().out
