"""The care for the base that comes by itself: daily, weekly, and after every change.

Each piece of work is recorded as finished in the transaction of what it did, under a key of its day
or week. So a process that is killed loses nothing and doubles nothing: what is not recorded is done
again at the next look, what is recorded never.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.knowledge.gaps import gather_gaps, remind
from intake.knowledge.inspecting import check_inspections, plan_inspections
from intake.knowledge.probing import probe
from intake.knowledge.regressions import Ask, run_regressions
from intake.knowledge.settings import CareSettings
from intake.knowledge.shelf import Shelf
from intake.store.database import Session, Store
from intake.store.knowledge_care import is_done, note_done
from intake.store.knowledge_changes import last_change
from knowledge.care.clusters import Encoder
from knowledge.embedding.encoder import default_encoder

Counts = dict[str, int]


@dataclass(frozen=True)
class Care:
    """What the base is cared for with."""

    store: Store
    settings: CareSettings
    encoder: Encoder
    ask: Ask


def open_care(store: Store, shelf: Shelf, settings: CareSettings) -> Care:
    """Return what a base is cared for with, by the product's own encoder and answers."""
    return Care(store, settings, default_encoder(), probe(shelf))


def plan(care: Care, at: datetime) -> Counts:
    """Add the inspection tasks of a day."""
    return _once(care, f"plan:{at.date()}", at, lambda session: _planned(session, at))


def check(care: Care, at: datetime) -> Counts:
    """Have the machine look at the entries whose inspection is due."""
    return check_inspections(care.store, care.settings, f"check:{at.date()}", at)


def gather(care: Care, at: datetime) -> Counts:
    """Gather failed questions to gap tickets, once a week."""
    week = f"{at.date().isocalendar().year}-W{at.date().isocalendar().week:02}"
    return _once(care, f"gaps:{week}", at, lambda session: _gathered(session, care, at))


def regress(care: Care, at: datetime) -> Counts:
    """Ask every regression question, once a night."""
    return run_regressions(care.store, care.ask, f"regressions:{at.date()}", at)


def remind_departments(care: Care, at: datetime) -> Counts:
    """Tell departments what ends soon or is overdue."""
    return _once(care, f"remind:{at.date()}", at, lambda session: {"told": remind(session, at)})


DAILY: Final[Mapping[str, Callable[[Care, datetime], Counts]]] = {
    "gather": gather,
    "plan": plan,
    "check": check,
    "regress": regress,
    "remind": remind_departments,
}
"""Everything a day brings, in order; what comes weekly finds most days nothing to do."""


def finish_day(care: Care, at: datetime) -> Counts:
    """Note that everything of a day is done."""
    return _once(care, day_key(at), at, lambda _session: {})


def run_day(care: Care, at: datetime) -> Mapping[str, Counts]:
    """Do everything a day brings that is not done yet."""
    done = {name: work(care, at) for name, work in DAILY.items()}
    finish_day(care, at)
    return done


def day_key(at: datetime) -> str:
    """Return the key under which a whole day is recorded."""
    return f"day:{at.date()}"


def is_due(care: Care, at: datetime) -> bool:
    """Tell whether the work of a day waits."""
    if at.hour < care.settings.hour:
        return False
    with care.store.read() as session:
        return not is_done(session, day_key(at))


def regress_after_change(care: Care, at: datetime) -> Counts:
    """Ask every regression question if the base changed since they were asked last."""
    with care.store.read() as session:
        number = last_change(session)
    return run_regressions(care.store, care.ask, f"regressions:change:{number}", at)


def _once(care: Care, key: str, at: datetime, work: Callable[[Session], Counts]) -> Counts:
    """Do something in one transaction with the record that it is done."""
    with care.store.write() as session:
        if is_done(session, key):
            return {}
        counts = work(session)
        note_done(session, key, at, counts)
        return counts


def _planned(session: Session, at: datetime) -> Counts:
    return {"tasks": len(plan_inspections(session, at))}


def _gathered(session: Session, care: Care, at: datetime) -> Counts:
    settled = gather_gaps(session, care.encoder, at)
    opened = sum(each.ticket.version == 1 for each in settled)
    questions = sum(len(each.failures) for each in settled)
    return {"opened": opened, "grown": len(settled) - opened, "questions": questions}
