"""The daily run: every firm is checked anew and told what it was not told before (主动提醒)."""

from datetime import date
from threading import Event
from typing import Final

import structlog

from intake.beside import Beside
from intake.clock import today
from intake.knowledge.policies.checkups import check_kept
from intake.office import Office
from intake.store import policy_profiles as profiles
from intake.store import policy_reminders as reminders
from intake.store.policy_reminders import KeptReminder
from knowledge.policies import newly_fitting, remind
from models.errors import ServiceError
from models.records import Record

log = structlog.get_logger(__name__)

WITHIN_DAYS: Final = 30
"""How far ahead a firm is told of deadlines and expiring certificates (DESIGN)."""
LOOK_SECONDS: Final = 600
"""How often the thread looks whether a new day has begun."""


class Run(Record):
    """What came of one daily run."""

    on: date
    firms: int
    told: int
    """New reminders."""
    failed: int
    """Firms that could not be checked; the next run takes them again."""


def run_daily(office: Office, stopping: Event | None = None, within: int = WITHIN_DAYS) -> Run:
    """Check every stored firm and tell it what is new; a second run on a day tells nothing twice.

    A firm is one transaction, so that a run that breaks off goes on where it stopped.
    """
    firms = told = failed = 0
    after = ""
    while page := _page(office, after):
        for profile_id in page:
            if stopping and stopping.is_set():
                return Run(on=today(), firms=firms, told=told, failed=failed)
            firms += 1
            try:
                told += len(push(office, profile_id, within))
            except ServiceError as error:
                failed += 1
                log.warning("firm not reminded", profile=profile_id, code=error.code)
        after = page[-1]
    log.info("policy reminders", firms=firms, told=told, failed=failed)
    return Run(on=today(), firms=firms, told=told, failed=failed)


def push(office: Office, profile_id: str, within: int = WITHIN_DAYS) -> tuple[KeptReminder, ...]:
    """Check one firm anew and keep what it is to be told; none for one that opted out."""
    with office.store.write() as session:
        kept = profiles.read_profile(session, profile_id)
        if kept.opted_out:
            return ()
        before = {
            each.policy: each.verdict for each in profiles.latest_checkups(session, profile_id)
        }
        made = check_kept(session, office, kept).recheck.checkups
        library = office.policies.library(session)
        due = remind(library, kept.profile, made, today(), within)
        return reminders.tell(session, profile_id, (*due, *newly_fitting(before, made)), today())


def _page(office: Office, after: str) -> tuple[str, ...]:
    with office.store.read() as session:
        return profiles.list_profiles(session, after)


class DailyReminders(Beside):
    """A thread beside the service that makes one run on each day; one per process is enough.

    What was told lies in the store: a process that dies in a run, or a second one beside it,
    neither loses nor repeats a reminder.
    """

    def __init__(self, office: Office) -> None:
        super().__init__("policy-reminders")
        self._office = office

    def _work(self) -> None:
        done: date | None = None
        while not self._stopping.is_set():
            if done != today():
                try:
                    run_daily(self._office, self._stopping)
                except Exception:  # the last boundary: tomorrow's run must not be lost
                    log.exception("policy reminders broke off")
                done = today()
            self._stopping.wait(LOOK_SECONDS)
