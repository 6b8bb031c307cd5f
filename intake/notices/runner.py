"""Runs batches beside the service, one after another, first those an earlier process left."""

from queue import SimpleQueue
from threading import Event, Thread

import structlog

from intake.notices.batch import run_batch
from intake.office import Office
from intake.store import batches

log = structlog.get_logger(__name__)

STOP = ""
"""Stands in the queue where no further batch is wanted."""


class BatchRunner:
    """A thread that makes the notices of batches; one per process."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stopping = Event()
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._thread = Thread(target=self._run, name="batches", daemon=True)

    def start(self) -> None:
        """Begin with what was left unfinished."""
        with self._office.store.read() as session:
            left = batches.running(session)
        for batch in left:
            self.take(batch.id)
        self._thread.start()

    def take(self, batch_id: str) -> None:
        """Have a batch run after those that wait; said twice, the second finds nothing to do."""
        self._waiting.put(batch_id)

    def stop(self) -> None:
        """Stop after the notices in hand; the rest waits for the next start."""
        self._stopping.set()
        self._waiting.put(STOP)
        self._thread.join()

    def _run(self) -> None:
        for batch_id in iter(self._waiting.get, STOP):
            try:
                run_batch(self._office, batch_id, self._stopping)
            except Exception:  # the last boundary: the next batch must not wait for ever
                log.exception("batch_broke_off", batch=batch_id)
