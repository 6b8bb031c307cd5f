"""kill -9 at any point of any step: the filing finishes, nothing recorded runs twice, one case."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.pipeline import STAGES
from intake.reading.steps import PAPER_STEPS
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store import tables
from intake.store.database import Store

ROOT = Path(__file__).parents[2]
MOMENTS = ("before", "worked", "recorded", "passed")
PAPERS = 2


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """One filing whose service was killed at every moment of every step, one after the other."""
    data = tmp_path_factory.mktemp("killed")
    points = [f"{step}:{moment}" for step in STAGES for moment in MOMENTS]
    launcher = Path(__file__).with_name("kill_launcher.py")
    ended = subprocess.run(
        [sys.executable, str(launcher), str(data), *points],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return data, json.loads(ended.stdout.splitlines()[-1])


def rows(data: Path, table) -> list:
    settings = Settings(data=data)
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        found = session.connection.execute(select(table)).mappings().all()
    store.close()
    return list(found)


def test_the_filing_finishes_with_its_good_paper_and_the_named_bad_one(survived) -> None:
    _, answered = survived
    job = answered["job"]
    assert (job["state"], job["progress"]) == ("failed_partial", 1.0)
    assert [stage["state"] for stage in job["stages"]] == ["done"] * len(STAGES)
    good, bad = answered["filing"]["papers"]
    assert good["problem"] is None
    assert len(good["pages"]) == 1
    assert bad["problem"]["code"] == "wrong_type"
    assert [paper["id"] for paper in job["error"]["papers"]] == [bad["id"]]
    assert answered["filing"]["decision"]["outcome"] == "correct"


def test_there_is_one_case_with_one_number_one_job_and_two_papers(survived) -> None:
    data, answered = survived
    filings = rows(data, tables.filings)
    assert [row["case_no"] for row in filings] == [answered["opened"]["case_no"]]
    assert [row["last"] for row in rows(data, tables.numbers)] == [1]
    assert [row["id"] for row in rows(data, tables.jobs)] == [answered["job"]["id"]]
    assert len(rows(data, tables.papers)) == PAPERS


def test_the_journal_has_every_step_finished_exactly_once(survived) -> None:
    data, _ = survived
    journal = rows(data, tables.journal)
    finished = Counter(
        (row["step"], row["paper_id"]) for row in journal if row["event"] == "finished"
    )
    assert set(finished.values()) == {1}
    per_step = Counter(step for step, _ in finished)
    assert per_step == {step: PAPERS if step in PAPER_STEPS else 1 for step in STAGES}


def test_no_step_begins_again_once_it_is_recorded(survived) -> None:
    data, _ = survived
    done = set()
    for row in rows(data, tables.journal):
        step = (row["step"], row["paper_id"])
        assert step not in done, f"{step} began again"
        if row["event"] == "finished":
            done.add(step)


def test_every_event_was_announced_once(survived) -> None:
    data, _ = survived
    kinds = Counter(row["type"].split(".")[-2] for row in rows(data, tables.outbox))
    assert kinds == {"opened": 1, "checked": 1}


def test_work_was_repeated_only_where_it_was_lost(survived) -> None:
    """Killed after working and before recording, a step's work is lost and done again, once."""
    data, _ = survived
    worked = Counter((data / "work.log").read_text().split())
    lost = 1
    assert worked["publish"] == 1 + lost
    for step in ("fill", "check", "decide"):
        assert worked[step] == 1 + lost
    for step in PAPER_STEPS:
        assert worked[step] <= PAPERS + lost
