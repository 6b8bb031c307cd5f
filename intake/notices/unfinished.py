"""Notices that were numbered but not issued when a process ended: issued at the next start."""

from threading import Event

import structlog

from intake.beside import Beside
from intake.notices.issue import issue
from intake.office import Office
from intake.store import notices
from models.errors import ServiceError

log = structlog.get_logger(__name__)


class Finisher(Beside):
    """Issues, beside the service, what an earlier process left unfinished."""

    def __init__(self, office: Office) -> None:
        super().__init__("notices")
        self._office = office

    def _work(self) -> None:
        try:
            finish_all(self._office, self._stopping)
        except Exception:  # the last boundary: a thread must not end with what it has seen
            log.exception("unfinished notices not looked for")


def finish_all(office: Office, stopping: Event | None = None) -> None:
    """Issue every unfinished notice of no batch; one that cannot be is left for an officer."""
    with office.store.read() as session:
        left = notices.unfinished(session)
    for notice in left:
        if stopping and stopping.is_set():
            return
        try:
            issue(office, notice.id)
        except ServiceError as error:
            log.warning("notice not issued", notice=notice.id, code=error.code)
