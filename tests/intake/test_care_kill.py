"""kill -9 at every moment of a day's care: no ticket or task is lost, none is there twice."""

import os
import signal
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select

from intake.knowledge import care_work, inspecting, regressions
from intake.knowledge.care_work import DAILY
from intake.knowledge.gaps import list_gaps
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store import tables
from intake.store.database import Store
from intake.store.knowledge_care import INSPECTIONS
from knowledge.care.events import Verdict
from tests.intake.caring import DOGS, LIFTS, NIGHT, care_of, cited, put, say
from tests.intake.knowledge_desk import published

MOMENTS = ("worked", "kept")
"""Before the transaction of a piece of work ends, and after it."""


def die(*_given: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def care_for(data: Path, name: str = "", moment: str = "") -> None:
    """Do the day's care; killed when it comes to a moment of a piece of work."""
    if name:
        whole = care_work.DAILY[name]

        def killed(*given):
            if moment == "worked":
                for module in (care_work, inspecting, regressions):
                    module.note_done = die
            whole(*given)
            die()

        care_work.DAILY = care_work.DAILY | {name: killed}
    store = a_store(data)
    care_work.run_day(care_of(store), NIGHT)
    store.close()


def a_store(data: Path) -> Store:
    settings = Settings(data=data)
    return Store(settings.store_url, Sealer(read_key(settings.key_path)))


def launch(*given: object) -> int | None:
    """Do the day's care in a process of its own and return how that ended."""
    process = get_context("fork").Process(target=care_for, args=given)
    process.start()
    process.join(120)
    return process.exitcode


def test_killed_at_every_moment_the_day_is_done_once(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.write() as session:
        entries = [published(session, title=f"样张条目{number}") for number in range(8)]
        asked = [put(session, question) for question in (*LIFTS, *DOGS)]
        asked.append(put(session, "换证要几天", **cited(entries[0])))
        say(session, asked[-1], Verdict.DOWN)
    store.close()  # no connection is taken over by a process that is killed
    for name in DAILY:
        for moment in MOMENTS:
            assert launch(tmp_path, name, moment) == -signal.SIGKILL, (name, moment)
    assert launch(tmp_path) == 0
    store = a_store(tmp_path)
    with store.read() as session:
        tickets = list_gaps(session)
        taken = session.connection.execute(select(tables.knowledge_gap_questions)).all()
        tasks = [*INSPECTIONS.find(session)]
        runs = session.connection.execute(select(tables.knowledge_care_runs.c.key)).scalars().all()
        told = session.connection.execute(select(tables.outbox.c.type, tables.outbox.c.subject))
        opened = [row.subject for row in told if ".gap.opened." in row.type]
    store.close()
    assert sorted(each.number for each in tickets) == [1, 4, 4]
    assert sorted(row.question_id for row in taken) == sorted(asked)
    assert sorted(opened) == sorted(each.id for each in tickets)
    assert tasks
    assert all(each.checked_at for each in tasks)
    assert set(Counter(each.entry for each in tasks).values()) == {1}
    assert len(runs) == len(DAILY) + 1
