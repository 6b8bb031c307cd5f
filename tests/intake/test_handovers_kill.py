"""kill -9 in the middle of any step: done again, each step is there once, with its record."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from intake.security.sealing import Sealer
from intake.store import tables
from intake.store.audit import verify_chain
from intake.store.database import Store
from intake.store.filings import open_filing
from intake.store.handovers import HandoverState, of_filing
from models.records import Subject

ROOT = Path(__file__).parents[2]
STEPS = ("sent", "seen", "fetched", "confirmed")


def run(url: str, filing: str, step: str) -> int:
    launcher = Path(__file__).with_name("handover_kill_launcher.py")
    return subprocess.run(
        [sys.executable, str(launcher), url, filing, step],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=300,
        check=False,
    ).returncode


def test_killed_in_the_middle_of_every_step_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/zhiban.db"
    store = Store(url, Sealer(b"k" * 32))
    with store.write() as session:
        filing = open_filing(session, "S5B", Subject(name="乙")).id
    for step in STEPS:
        assert run(url, filing, step) == -signal.SIGKILL
    assert run(url, filing, "") == 0
    with store.read() as session:
        (handover,) = of_filing(session, filing)
        assert verify_chain(session).length
        entries = session.connection.execute(select(tables.audit.c.entry)).scalars().all()
        events = session.connection.execute(select(tables.outbox.c.type)).scalars().all()
    store.close()
    assert handover.state is HandoverState.CONFIRMED
    for step in STEPS:
        assert sum(f'"handover.{step}"' in entry for entry in entries) == 1, step
    assert [each.split(".")[-2] for each in events] == ["delivered", "confirmed"]
    assert handover.version == 1 + len(STEPS)
