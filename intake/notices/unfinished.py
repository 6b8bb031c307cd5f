"""Notices that were numbered but not issued when a process ended: issued at the next start."""

from threading import Event, Thread

import structlog

from intake.notices.issue import issue
from intake.office import Office
from intake.store import notices
from models.errors import ServiceError

log = structlog.get_logger(__name__)


class Finisher:
    """Issues, beside the service, what an earlier process left unfinished."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stopping = Event()
        self._thread = Thread(target=self._finish, name="notices", daemon=True)

    def start(self) -> None:
        """Begin; the service need not wait for it."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the notice in hand; what is left waits for the next start."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _finish(self) -> None:
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
