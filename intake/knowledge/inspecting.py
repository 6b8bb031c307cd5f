"""Inspection (巡检) over the store: planned each day, checked by machine, finished by people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select, true

from intake.clock import SHANGHAI
from intake.knowledge.calendar import WORKDAYS
from intake.knowledge.links import try_links
from intake.knowledge.settings import CareSettings
from intake.security.masking import mask_numbers
from intake.store import knowledge_entries as entries
from intake.store.audit import log_action
from intake.store.database import Session, Store
from intake.store.knowledge_care import GAPS, INSPECTIONS, is_done, note_done
from intake.store.knowledge_events import asked_between, feedback_between
from intake.store.outbox import announce_care
from knowledge.care.events import Asked as Question
from knowledge.care.events import Outcome, Verdict
from knowledge.care.inspection.checks import Asked, Surroundings, inspect
from knowledge.care.inspection.links import LinkState, links_of
from knowledge.care.inspection.outdated import declared, of_base
from knowledge.care.inspection.report import Report, report_on
from knowledge.care.inspection.schedule import Subject, plan_day
from knowledge.care.inspection.slots import gather
from knowledge.care.inspection.task import Finding, Result, Task, finish, note_checks
from knowledge.care.rules import read_rules
from knowledge.care.tickets import WORKED_ON
from knowledge.entries.entry import Entry, Kind
from models.errors import StaleRecordError

LOOKED_BACK = timedelta(days=90)
"""So far back complaints and unanswered questions count."""
GONE = Finding(check="validity", message="条目已下架或删除，不需要再巡检，请直接办结。")

table = INSPECTIONS.table.c


def plan_inspections(session: Session, at: datetime) -> tuple[Task, ...]:
    """Add the tasks of a day; called twice, the second adds what is lacking, mostly nothing."""
    day = at.date()
    subjects = _subjects(session, at)
    planned = plan_day(subjects, _counting(session, day), day, WORKDAYS, read_rules().inspection)
    for task in planned:
        INSPECTIONS.add(session, task)
    if planned:
        facts = {"tasks": len(planned), "day": day.isoformat()}
        log_action(session, "knowledge.inspection.planned", "", facts)
    return planned


def check_inspections(
    store: Store, settings: CareSettings, key: str, at: datetime
) -> dict[str, int]:
    """Have the machine look at every entry whose task it has not looked at; once for one key.

    Links are tried before the transaction. Returns tasks and findings.
    """
    with store.read() as session:
        if is_done(session, key):
            return {}
        open_tasks = [*INSPECTIONS.find(session, ~table.checked & table.done_on.is_(None))]
        live = {each.id: each for each in entries.live_entries(session)}
        around = _surroundings(session, live.values(), at)
    wanted = [live[each.entry] for each in open_tasks if each.entry in live]
    links = try_links([link for each in wanted for link in links_of(each)], settings)
    around = _with_links(around, links)
    found = {each.id: _look(live.get(each.entry), around) for each in open_tasks}
    with store.write() as session:
        if is_done(session, key):
            return {}
        for task in INSPECTIONS.find(session, ~table.checked & table.done_on.is_(None)):
            if task.id in found:
                version = live[task.entry].version if task.entry in live else task.version_seen
                INSPECTIONS.save(session, note_checks(task, version, found[task.id], at))
        counts = {"tasks": len(found), "findings": sum(map(len, found.values()))}
        note_done(session, key, at, counts)
    return counts


def finish_inspection(session: Session, task_id: str, version: int | None, result: Result) -> Task:
    """Keep what a person found; raises what ``finish`` does, and when somebody was faster."""
    task = INSPECTIONS.read(session, task_id)
    if version is not None and task.version != version:
        raise StaleRecordError("这项巡检已有新的改动，请刷新后再提交。")
    done = finish(task, result)
    INSPECTIONS.save(session, done)
    facts = {
        "task": task.id,
        "entry": task.entry,
        "officer": result.by,
        "verdict": result.verdict.value,
        "action": result.action.value,
    }
    log_action(session, "knowledge.inspection.done", "", facts)
    announce_care(session, f"inspection.{result.verdict}", task.id, {"entry": task.entry})
    return done


def list_inspections(
    session: Session, department: str = "", person: str = "", *, only_open: bool = True
) -> tuple[Task, ...]:
    """Return tasks, of one department or person or all, the earliest due first."""
    where: ColumnElement[bool] = table.done_on.is_(None) if only_open else true()
    if department:
        where &= table.department == department
    found = INSPECTIONS.find(session, where, table.due)
    return tuple(each for each in found if not person or each.person in {"", person})


def report_inspections(session: Session, day: date) -> Report:
    """Return the report of the month a day lies in, as it stands on that day."""
    year = table.planned_on >= day - timedelta(days=366)
    tasks = INSPECTIONS.find(session, (year | table.done_on.is_(None)))
    published = [each.id for each in entries.live_entries(session) if each.holds_on(day)]
    return report_on(day, published, tasks, WORKDAYS, read_rules().inspection)


def _counting(session: Session, day: date) -> list[Task]:
    """Return the tasks that count for a month: open ones, and those done in it."""
    month = table.done_on >= day.replace(day=1)
    return [*INSPECTIONS.find(session, table.done_on.is_(None) | month)]


def _subjects(session: Session, at: datetime) -> list[Subject]:
    """Return every published entry as the schedule sees it."""
    day = at.date()
    feedback = feedback_between(session, at - LOOKED_BACK, at)
    down = Counter(each.entry for each in feedback if each.verdict is Verdict.DOWN)
    last = dict(_last_done(session))
    gaps = GAPS.find(session, GAPS.table.c.state.in_([each.value for each in WORKED_ON]))
    named = {entry for ticket in gaps for entry in ticket.nearest[:1]}
    return [
        Subject(
            entry=entry.id,
            title=entry.title,
            version=entry.version,
            department=entry.department,
            person=entry.author,
            published_on=entry.changed_at.astimezone(SHANGHAI).date(),
            expires=entry.expires,
            law_based=entry.kind in {Kind.LAW, Kind.POLICY} or bool(entry.source.number),
            thumbs_down=down[entry.id],
            has_gap=entry.id in named,
            inspected_on=last.get(entry.id),
        )
        for entry in entries.live_entries(session)
        if entry.holds_on(day)
    ]


def _last_done(session: Session) -> Iterable[tuple[str, date]]:
    wanted = select(table.entry_id, func.max(table.done_on)).where(table.done_on.is_not(None))
    for row in session.connection.execute(wanted.group_by(table.entry_id)):
        yield row[0], row[1]


def _surroundings(session: Session, live: Iterable[Entry], at: datetime) -> Surroundings:
    day, published = at.date(), [*live]
    in_force = [each for each in published if each.holds_on(day)]
    return Surroundings(
        day=day,
        rules=read_rules().inspection,
        hide=mask_numbers,
        slots=gather(in_force),
        outdated={**declared(), **of_base(published, day)},
        asked=_asked(asked_between(session, at - LOOKED_BACK, at)),
    )


def _with_links(around: Surroundings, links: Mapping[str, LinkState]) -> Surroundings:
    return Surroundings(**{**vars(around), "links": links})


def _asked(questions: Iterable[Question]) -> Mapping[str, Asked]:
    """Return how the questions of each matter ended."""
    asked, declined = Counter[str](), Counter[str]()
    for each in questions:
        asked[each.category] += 1
        declined[each.category] += each.outcome is Outcome.DECLINED
    return {name: Asked(number, declined[name]) for name, number in asked.items() if name}


def _look(entry: Entry | None, around: Surroundings) -> tuple[Finding, ...]:
    return inspect(entry, around) if entry else (GONE,)
