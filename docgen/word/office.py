"""LibreOffice as a converter: Word files to PDF/A, supervised, and never in anybody's way.

Each worker is a LibreOffice of its own behind unoserver, which is replaced when it dies, hangs or
has done its share. Who asks waits no longer than told, in a queue of bounded length, and gets the
PDF or an ``OfficeUnavailableError`` that says what is the matter.
"""

import queue
import threading
import time
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as WaitedTooLongError
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import structlog

from docgen.word.lodging import Lodging
from docgen.word.unoserver import (
    TO_DOCX,
    TO_PDF,
    Conversion,
    DiedError,
    HungError,
    Server,
    find_missing,
)
from models.errors import OfficeUnavailableError

log = structlog.get_logger(__name__)


class State(StrEnum):
    """How LibreOffice stands."""

    OFF = "off"
    """Not wanted in this installation."""
    ABSENT = "absent"
    """LibreOffice, its Python bridge or unoserver is not installed."""
    RESTING = "resting"
    """Installed; started when the first document asks for it."""
    STARTING = "starting"
    READY = "ready"
    DOWN = "down"
    """It does not start, or keeps dying; tried again after a while."""


TITLES = {
    State.OFF: "未启用 LibreOffice",
    State.ABSENT: "没有安装 LibreOffice",
    State.RESTING: "LibreOffice 已安装，用到时启动",
    State.STARTING: "LibreOffice 正在启动",
    State.READY: "LibreOffice 可用",
    State.DOWN: "LibreOffice 暂时不可用",
}
TRIES = 2
"""A document during which LibreOffice died is converted once more: the fault may be elsewhere."""


@dataclass(frozen=True)
class Care:
    """How LibreOffice is supervised; times in seconds."""

    folder: Path
    """For the profiles, settings and unoserver of the workers."""
    workers: int = 1
    """0 for none."""
    fonts: tuple[Path, ...] = ()
    """Folders of further fonts."""
    start_seconds: float = 60
    conversion_seconds: int = 30
    """The longest one document may take; then its LibreOffice is replaced."""
    wait_seconds: float = 45
    """The longest anybody waits for a document, queue and start included."""
    rest_seconds: float = 30
    """A LibreOffice that does not start is left in peace for so long."""
    stop_after: int = 200
    """Documents after which it is replaced, before its memory grows."""
    waiting: int = 16
    """Documents that may wait; more are refused at once."""


@dataclass
class _Job:
    document: bytes
    conversion: Conversion
    until: float
    done: "Future[bytes]" = field(default_factory=Future)


class WordOffice:
    """Converts Word files; safe to use from many threads."""

    def __init__(self, care: Care) -> None:
        self._care = care
        self._jobs: queue.Queue[_Job | None] = queue.Queue(care.waiting)
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._closed = False
        self.missing = find_missing() if care.workers else ""
        """What is not installed, in Chinese; empty when everything is."""

    @property
    def state(self) -> State:
        """How LibreOffice stands; the best of its workers counts."""
        if not self._care.workers or self._closed:
            return State.OFF
        if self.missing:
            return State.ABSENT
        states = {worker.state for worker in self._workers}
        order = (State.READY, State.STARTING, State.DOWN)
        return next((each for each in order if each in states), State.RESTING)

    def convert(self, docx: bytes) -> bytes:
        """Return a Word file as PDF/A-2b; raises ``OfficeUnavailableError``."""
        return self._converted(docx, TO_PDF)

    def renew(self, doc: bytes) -> bytes:
        """Return an old Word file (.doc) as DOCX; raises ``OfficeUnavailableError``."""
        return self._converted(doc, TO_DOCX)

    def _converted(self, document: bytes, conversion: Conversion) -> bytes:
        if self.state in {State.OFF, State.ABSENT}:
            raise OfficeUnavailableError(
                f"{TITLES[self.state]}{self.missing and '：'}{self.missing}。"
            )
        self._start()
        job = _Job(document, conversion, time.monotonic() + self._care.wait_seconds)
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise OfficeUnavailableError("等待转换的文件太多，请稍后再试。") from None
        try:
            return job.done.result(self._care.wait_seconds)
        except (WaitedTooLongError, CancelledError):
            job.done.cancel()
            raise OfficeUnavailableError(f"{TITLES[self.state]}，等待超时。") from None

    def close(self) -> None:
        """End every LibreOffice; what waits is refused."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop()
        while not self._jobs.empty():
            job = self._jobs.get_nowait()
            if job:
                job.done.cancel()

    def _start(self) -> None:
        """Start the workers when the first document comes."""
        with self._lock:
            if self._workers or self._closed:
                return
            self._workers = [
                _Worker(self._care, self._jobs, number) for number in range(self._care.workers)
            ]


class _Worker:
    """One thread with one LibreOffice: takes a document, converts it, and mends what breaks."""

    def __init__(self, care: Care, jobs: "queue.Queue[_Job | None]", number: int) -> None:
        self._care = care
        self._jobs = jobs
        self._lodging: Lodging | None = None
        self._server: Server | None = None
        self._stopping = threading.Event()
        self.state = State.STARTING
        self._thread = threading.Thread(target=self._run, name=f"office-{number}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End LibreOffice and the thread."""
        self._stopping.set()
        if self._server:
            self._server.kill()
        self._thread.join(self._care.conversion_seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._has_server():
                self._refuse_waiting()
                self._stopping.wait(self._care.rest_seconds)
                continue
            try:
                job = self._jobs.get(timeout=0.5)
            except queue.Empty:
                continue
            if job and time.monotonic() < job.until and job.done.set_running_or_notify_cancel():
                self._serve(job)
        if self._server:
            self._server.kill()
        if self._lodging:
            self._lodging.leave()

    def _has_server(self) -> bool:
        """Tell whether a LibreOffice is there, after starting one where none is."""
        if self._server and self._server.alive:
            self.state = State.READY
            return True
        self.state = State.STARTING
        self._server = None
        try:
            self._lodging = self._lodging or Lodging(self._care.folder)
            self._server = Server(self._care, self._lodging.folder)
            self._server.await_ready(self._stopping)
        except (DiedError, OSError) as problem:
            log.warning("office did not start", reason=str(problem))
            if self._server:
                self._server.kill()
            self._server, self.state = None, State.DOWN
            return False
        self.state = State.READY
        return True

    def _serve(self, job: _Job) -> None:
        for turn in range(TRIES):
            if not self._has_server() or self._server is None:
                break
            try:
                job.done.set_result(self._server.convert(job.document, job.conversion))
            except HungError:
                log.warning("office hung")
                self._server.kill()
                told = f"文件转换超过 {self._care.conversion_seconds} 秒，已停止。"
                job.done.set_exception(OfficeUnavailableError(told))
                return
            except DiedError as problem:
                log.warning("office died", turn=turn, reason=str(problem))
                self._server.kill()
            except ValueError as problem:
                job.done.set_exception(OfficeUnavailableError(f"LibreOffice 没能转换：{problem}"))
                return
            else:
                return
        job.done.set_exception(OfficeUnavailableError("LibreOffice 在转换时中止，请稍后再试。"))

    def _refuse_waiting(self) -> None:
        """Nobody waits for a LibreOffice that does not start."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job and job.done.set_running_or_notify_cancel():
                job.done.set_exception(OfficeUnavailableError(f"{TITLES[State.DOWN]}。"))
