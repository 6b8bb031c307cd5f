"""The parent's side of decoding: children that are kept warm, watched, and replaced."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
import structlog
from pydantic import ValidationError

from extractors.decoding.frames import read_exactly, receive, send
from extractors.decoding.limits import Limits
from extractors.raw import RawPage
from extractors.signatures.verdict import Outcome, Verdict, without_signatures
from models.crypto.trust import Trust
from models.errors import (
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    SigningError,
    TooLargePaperError,
    UnreadablePaperError,
    UnsafePaperError,
)
from models.records import Datum, Line

_ROOT = Path(__file__).parents[2]
_ERRORS: dict[str, type[UnreadablePaperError | SigningError]] = {
    error.code: error
    for error in (
        DamagedPaperError,
        EmptyPaperError,
        EncryptedPaperError,
        SigningError,
        TooLargePaperError,
        UnsafePaperError,
    )
}
_TIMED_OUT = "解析该文件超过 {} 秒，已停止。"
_CRASHED = "解析该文件时程序异常中止，文件可能已损坏或被改动过。"

_ATTEMPTS = 2
_GRACE = 1.0
"""Seconds a child that has closed its pipe is given to end, so that its status tells why."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


class _KilledError(Exception):
    """The child was killed by neither the upload nor us."""


class Sandbox:
    """Decodes uploads in limited child processes; safe to use from many threads at once.

    Each upload has a child to itself. A child serves ``reuse`` uploads one after the other and is
    replaced after any failure, so nothing of a hostile file outlives it. At most ``spare`` idle
    children are kept. ``module`` is what a child runs: its tasks are what can be asked.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        reuse: int = 100,
        spare: int = 2,
        module: str = "extractors.decoding.child",
    ) -> None:
        self.limits = limits or Limits()
        self._module = module
        self._reuse = reuse
        self._spare = spare
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        # A forked process must not talk through the pipes of its parent.
        os.register_at_fork(after_in_child=self._idle.clear)

    def decode(self, data: bytes, media_type: str) -> tuple[RawPage, ...]:
        """Return the pages of an upload; raises one of the ``UnreadablePaperError`` family.

        A child that something outside has killed, as a machine short of memory does, says nothing
        about the upload: another one tries again.
        """
        return self._tried(lambda child: child.decode(data, media_type))

    def verify(self, data: bytes, media_type: str, trust: Trust) -> Verdict:
        """Return the verdict on the signatures of a PDF or an OFD.

        Raises ``UnsafePaperError`` when checking exhausts the limits, ``SigningError`` when the
        system's cryptography cannot be used.
        """
        return self._tried(lambda child: child.verify(data, media_type, trust))

    def ask(self, request: dict[str, Any], data: bytes) -> tuple[bytes, ...]:
        """Return the payloads a task of the module answers with; raises as ``decode`` does."""
        return self._tried(lambda child: child.ask(request, data))

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            idle, self._idle[:] = list(self._idle), []
        for child in idle:
            child.kill()

    def _tried(self, work: "Callable[[_Child], T]") -> T:
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(_KilledError):
                return self._done(work)
        raise UnsafePaperError(_CRASHED)

    def _done(self, work: "Callable[[_Child], T]") -> T:
        child = self._take()
        try:
            result = work(child)
        except BaseException:
            child.kill()
            raise
        self._give_back(child)
        return result

    def _take(self) -> "_Child":
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    return child
        return _Child(self.limits, self._module)

    def _give_back(self, child: "_Child") -> None:
        with self._lock:
            if child.served < self._reuse and len(self._idle) < self._spare:
                self._idle.append(child)
                return
        child.kill()


class _Child:
    """One decoding process and the pipes to it."""

    def __init__(self, limits: Limits, module: str) -> None:
        self._limits = limits
        self.served = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell, no user input
            [sys.executable, "-m", module, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT)},  # no secret of the service reaches the child
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _close(pipe)

    def decode(self, data: bytes, media_type: str) -> tuple[RawPage, ...]:
        """Have one upload decoded within the time allowed."""
        request = {"task": "decode", "media_type": media_type}
        return self._within_time(lambda: self._pages(request, data))

    def verify(self, data: bytes, media_type: str, trust: Trust) -> Verdict:
        """Have the signatures of one upload checked within the time allowed."""
        request = {"task": "verify", "media_type": media_type, "trust": trust.to_json()}
        return self._within_time(lambda: self._verdict(request, data))

    def ask(self, request: dict[str, Any], data: bytes) -> tuple[bytes, ...]:
        """Have one task done within the time allowed."""
        return self._within_time(lambda: tuple(self._payloads(request, data)))

    def _within_time(self, work: Callable[[], T]) -> T:
        timed_out = threading.Event()
        watchdog = threading.Timer(self._limits.seconds, self._end, [timed_out])
        watchdog.daemon = True
        watchdog.start()
        try:
            result = work()
        except (EOFError, BrokenPipeError, KeyError, ValueError, ValidationError) as error:
            raise self._ended(timed_out) from error
        finally:
            watchdog.cancel()
            watchdog.join()
        if timed_out.is_set():
            raise self._ended(timed_out)
        self.served += 1
        return result

    def _end(self, timed_out: threading.Event) -> None:
        timed_out.set()
        self._process.kill()

    def _ended(self, timed_out: threading.Event) -> UnsafePaperError | _KilledError:
        status = None
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(_GRACE)
        self._process.kill()
        log.warning("decoder_ended", status=status, timed_out=timed_out.is_set())
        if timed_out.is_set() or status == -signal.SIGXCPU:
            return UnsafePaperError(_TIMED_OUT.format(self._limits.seconds))
        return _KilledError() if status == -signal.SIGKILL else UnsafePaperError(_CRASHED)

    def _pages(self, request: dict[str, Any], data: bytes) -> tuple[RawPage, ...]:
        pages: list[RawPage] = []
        for header, answers in self._ask(request, data):
            pages.append(self._page(header, answers, len(pages) + 1, request["media_type"]))
        return tuple(pages)

    def _payloads(self, request: dict[str, Any], data: bytes) -> Iterator[bytes]:
        for header, answers in self._ask(request, data):
            if header["size"] > self._limits.max_unpacked:
                raise ValueError("an answer beyond the limits")
            yield bytes(read_exactly(answers, header["size"]))  # type: ignore[arg-type]

    def _verdict(self, request: dict[str, Any], data: bytes) -> Verdict:
        found = [Verdict.model_validate(each["verdict"]) for each, _ in self._ask(request, data)]
        return found[0] if found else without_signatures(Outcome.DAMAGED)

    def _ask(
        self, request: dict[str, Any], data: bytes
    ) -> Iterator[tuple[dict[str, Any], IO[bytes]]]:
        """Send a request; yield each header of the answer, whose payload is still to be read."""
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise EOFError
        send(requests, request, data)  # type: ignore[arg-type]
        while True:
            header = receive(answers)  # type: ignore[arg-type]
            if "error" in header:
                raise _ERRORS[header["error"]](header["message"])
            if "done" in header:
                return
            yield header, answers

    def _page(
        self, header: dict[str, Any], answers: IO[bytes], number: int, media_type: str
    ) -> RawPage:
        """Take one page over; a child that has been taken over must not exhaust its parent."""
        width, height, size = int(header["width"]), int(header["height"]), header["size"]
        too_long = max(width, height) > self._limits.max_side or number > self._limits.max_pages
        if too_long or size != width * height * 3:
            raise ValueError("a page beyond the limits")
        pixels = read_exactly(answers, size)  # type: ignore[arg-type]
        image = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
        lines = tuple(Line(confidence=1, **line) for line in header["lines"])
        data = tuple(Datum(**datum) for datum in header["data"])
        return RawPage(number, image, media_type, lines, data)


def _close(pipe: IO[bytes] | None) -> None:
    if pipe:
        with contextlib.suppress(BrokenPipeError):  # what was still to be written is for nobody
            pipe.close()
