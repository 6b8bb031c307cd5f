"""The reading processes of the service, replaced when they die or grow old."""

import os
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
        self._heirs: dict[ReadingProcess, ReadingProcess] = {}
        """What will take the place of a process that has grown old, as soon as it is ready."""
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

    def state(self) -> WorkerState:
        """Return the best state of the processes: one that is ready can do all the work."""
        order = (WorkerState.READY, WorkerState.STARTING, WorkerState.DOWN)
        return min(self.states(), key=order.index)

    def close(self) -> None:
        """End every process, whatever it is doing; no new one is started."""
        self._closed.set()
        with self._lock:
            for process in (*self._all, *self._heirs.values()):
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
            process = self._fresh(process)
            yield process
        finally:
            self._free.put(process)

    def _fresh(self, process: ReadingProcess) -> ReadingProcess:
        """Return the process, or another in its place when it is dead or too old.

        An old one goes on working until the other has loaded its engine: no paper waits for that.
        """
        if process.state is not WorkerState.DOWN:
            if process.papers < self._settings.papers_per_worker:
                return process
            if self._heir(process).state is WorkerState.STARTING:
                return process
        return self._replace(process)

    def _heir(self, process: ReadingProcess) -> ReadingProcess:
        with self._lock:
            if process not in self._heirs:
                self._heirs[process] = self._start()
            return self._heirs[process]

    def _replace(self, old: ReadingProcess) -> ReadingProcess:
        old.end()
        with self._lock:
            new = self._heirs.pop(old, None) or self._start()
            self._all[self._all.index(old)] = new
        return new

    def _start(self) -> ReadingProcess:
        settings = self._settings
        return ReadingProcess(settings.engine, settings.trust_folders, _share(settings.workers))


def _share(workers: int) -> int:
    """Return the threads of each process: they share the cores, a single one takes them all."""
    return max(len(os.sched_getaffinity(0)) // workers, 1) if workers > 1 else 0
