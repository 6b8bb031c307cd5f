"""Issue notices by the thousand: all numbered at once or none, then made one after another.

A batch survives whatever is killed when: its numbers are one transaction, and each notice is made
and issued by steps that may be said twice. What could not be made keeps its number, is named, and
can be tried again.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import structlog

from docgen.notices.declared import read_declared
from intake.clock import now, today
from intake.notices.draft import Draft, as_notice
from intake.notices.issue import Order, issue, number_draft
from intake.office import Office
from intake.outcome import problem_of
from intake.store import batches, notices
from intake.store.audit import log_action
from intake.store.batches import Batch, BatchState
from intake.store.database import Session
from intake.store.notices import UNFINISHED
from models.errors import InvalidRequestError, ServiceError, TooLargeRequestError, UnfitNoticeError

MOST = 10_000
"""Notices of one batch."""
MOST_FAULTS = 50
AT_ONCE = 2
"""Notices made at the same time: printing and signing leave each other room."""
GIVE_UP = 5
"""Failures one after another after which the rest is not tried: what is down stays down."""

log = structlog.get_logger(__name__)


def check_drafts(office: Office, drafts: Sequence[Draft]) -> None:
    """Raise ``UnfitNoticeError`` with every fault of every draft; nothing is numbered then."""
    if len(drafts) > MOST:
        raise TooLargeRequestError(f"一批最多 {MOST} 份，请分批出具。")
    faults = [
        fault for place, draft in enumerate(drafts) for fault in _faults(office, place, draft)
    ]
    if faults:
        told = faults[:MOST_FAULTS]
        raise UnfitNoticeError(f"有 {len(faults)} 处不对，没有出具任何文书。", told)


def open_batch(session: Session, office: Office, drafts: Sequence[Draft], officer: str) -> Batch:
    """Number every draft and return the batch; call it with drafts that were checked."""
    if not drafts:
        raise InvalidRequestError("名单里没有收件人。")
    kind, issuer = read_declared().kind(drafts[0].kind), drafts[0].office
    batch = Batch(
        id=uuid4().hex,
        kind=kind.id,
        office=issuer,
        officer=officer,
        state=BatchState.RUNNING,
        total=len(drafts),
        problem=None,
        opened_at=now(),
        ended_at=None,
    )
    batches.add_batch(session, batch)
    for draft in drafts:
        number_draft(session, office, draft, Order(officer=officer, batch_id=batch.id))
    facts = {"batch": batch.id, "kind": kind.id, "notices": len(drafts), "officer": officer}
    log_action(session, "batch.numbered", "", facts)
    return batch


def run_batch(office: Office, batch_id: str, stopping: Event) -> None:
    """Issue what a batch still lacks, and say how it ended, unless it is stopped before."""
    with office.store.read() as session:
        left = [each.id for each in notices.of_batch(session, batch_id) if each.state in UNFINISHED]
    failures = [*_failures(office, left, stopping)]
    if stopping.is_set():
        return
    problem = problem_of(failures[0]) if failures else None
    state = BatchState.FAILED_PARTIAL if failures else BatchState.DONE
    with office.store.write() as session:
        batches.end_batch(session, batch_id, state, problem)
        log_action(session, "batch.ended", "", {"batch": batch_id, "state": state.value})


def _failures(office: Office, left: Sequence[str], stopping: Event) -> Iterator[ServiceError]:
    """Issue notices, some at the same time; yield what kept one from being made."""
    in_a_row = 0
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="batch") as pool:
        for start in range(0, len(left), AT_ONCE):
            if stopping.is_set() or in_a_row >= GIVE_UP:
                return
            for failure in pool.map(lambda each: _try(office, each), left[start : start + AT_ONCE]):
                in_a_row = in_a_row + 1 if failure else 0
                if failure:
                    yield failure


def _try(office: Office, notice_id: str) -> ServiceError | None:
    try:
        issue(office, notice_id)
    except ServiceError as error:
        log.warning("notice_of_batch_not_issued", notice=notice_id, code=error.code)
        return error
    return None


def _faults(office: Office, place: int, draft: Draft) -> Iterator[dict[str, str]]:
    try:
        as_notice(draft, office.issuers, today())
    except UnfitNoticeError as error:
        for fault in error.errors:
            who = f"第 {place + 1} 份（{draft.recipient.name}）："
            yield {
                **fault,
                "pointer": f"/notices/{place}{fault['pointer']}",
                "message": f"{who}{fault['message']}",
            }
