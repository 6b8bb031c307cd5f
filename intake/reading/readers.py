"""The reading processes of the service, replaced when they die or grow old."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue
from threading import Event, Lock

import structlog

from intake.reading.messages import Message
from intake.reading.process import ReadingProcess, WorkerLostError, WorkerState
from intake.settings import Settings
from models.errors import EngineUnavailableError

log = structlog.get_logger(__name__)

ATTEMPTS = 2
"""A paper that ends two processes in a row is at fault itself."""


class Readers:
    """A pool of reading processes; ``ask`` may be called from several threads at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._closed = Event()
        self._free: LifoQueue[ReadingProcess] = LifoQueue()
        self._all = [self._start() for _ in range(settings.workers)]
        for process in self._all:
            self._free.put(process)

    def ask(self, message: Message) -> Message:
        """Return the answer of a free process; a lost one is replaced and the work tried again.

        Raises:
            EngineUnavailableError: No process can do the work now (``WorkerLostError`` when it
                ended every process that tried).
            ServiceError: What the work itself raised.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return self._ask_once(message)
            except WorkerLostError:
                log.warning("reading process lost", step=message.word)
        return self._ask_once(message)

    def states(self) -> list[WorkerState]:
        """Return how each process stands."""
        with self._lock:
            return [process.state for process in self._all]

    def close(self) -> None:
        """End every process, whatever it is doing; no new one is started."""
        self._closed.set()
        with self._lock:
            for process in self._all:
                process.end()

    def _ask_once(self, message: Message) -> Message:
        with self._borrow() as process:
            return process.ask(message, self._settings.work_seconds)

    @contextmanager
    def _borrow(self) -> Iterator[ReadingProcess]:
        process = self._free.get()
        try:
            if self._closed.is_set():
                raise EngineUnavailableError("识别服务正在停止。")
            if process.state is WorkerState.DOWN or self._is_old(process):
                process = self._replace(process)
            yield process
        finally:
            self._free.put(process)

    def _is_old(self, process: ReadingProcess) -> bool:
        return process.done >= self._settings.papers_per_worker

    def _replace(self, old: ReadingProcess) -> ReadingProcess:
        old.end()
        new = self._start()
        with self._lock:
            self._all[self._all.index(old)] = new
        return new

    def _start(self) -> ReadingProcess:
        return ReadingProcess(self._settings.engine, self._settings.trust_folders)
