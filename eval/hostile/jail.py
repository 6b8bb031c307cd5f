"""Reads uploads in a process of its own, so that a crash or a hang is seen and not suffered."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

MEMORY = 8 << 30
"""Address space in bytes: what an OCR engine needs, and far less than a bomb wants."""
TODAY = date(2026, 1, 1)
START_SECONDS = 120
"""The longest an engine may take to load."""

CRASHED, HUNG, RAISED, SILENT = "crashed", "hung", "raised", "silent"
FAILURES = frozenset({CRASHED, HUNG, RAISED, SILENT})
Told = tuple[str, str]
"""Kind of an outcome, and what was said."""
Read = Callable[[bytes, str], Told]

READ = "read"
"""Pages came out; every other outcome is the code of the paper's problem, or a failure."""


@dataclass(frozen=True)
class Outcome:
    """What became of one upload."""

    kind: str
    message: str
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether it must not happen."""
        return self.kind in FAILURES


class Jail:
    """One reading process at a time, replaced after a failure. Not for several threads."""

    def __init__(
        self, engine: str, seconds: float, reader: Callable[[str], Read] | None = None
    ) -> None:
        """Read with an engine; an upload that takes longer than ``seconds`` hangs.

        ``reader`` makes what reads, in the process, from the engine's name.
        """
        self._engine, self._seconds, self._reader = engine, seconds, reader or reader_of
        self._open()

    def read(self, data: bytes, name: str) -> Outcome:
        """Return what became of an upload."""
        started = time.monotonic()
        self._talk.send((data, name))
        kind, message = self._answer()
        if kind in {CRASHED, HUNG}:
            self.close()
            self._open()
        return Outcome(kind, message, time.monotonic() - started)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._talk.close()

    def _open(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._talk, theirs = context.Pipe()
        told = (theirs, self._engine, self._reader)
        self._process = context.Process(target=_serve, args=told, daemon=False)
        self._process.start()
        theirs.close()
        self._talk.poll(START_SECONDS)
        self._talk.recv()

    def _answer(self) -> Told:
        if not self._talk.poll(self._seconds):
            return HUNG, f"longer than {self._seconds:.0f} s"
        try:
            kind, message = self._talk.recv()
        except (EOFError, OSError):
            return CRASHED, "the reading process ended"
        return str(kind), str(message)


def _serve(talk: "Connection[Any, Any]", engine: str, reader: Callable[[str], Read]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read = reader(engine)
    talk.send(True)
    while True:
        try:
            data, name = talk.recv()
        except EOFError:
            return
        talk.send(_tried(read, data, name))


def reader_of(engine: str) -> Read:
    """Return what reads an upload as the service does, and says what came of it."""
    # Imported in the jail: what spoilt files do to libraries stays there.
    from extractors.read import read_upload  # noqa: PLC0415
    from extractors.types import document_types  # noqa: PLC0415
    from models.engines.registry import make_engine  # noqa: PLC0415

    made, types = make_engine(engine), document_types()

    def read(data: bytes, name: str) -> Told:
        paper = read_upload(data, name, made, types, TODAY).paper
        if paper.problem is None:
            return (READ, "") if paper.pages else (SILENT, "neither pages nor a problem")
        said, remedy = paper.problem.message, paper.problem.remedy
        told = all(_is_sentence(text) for text in (said, remedy))
        return (paper.problem.code, said + remedy) if told else (SILENT, f"{said!r} {remedy!r}")

    return read


def _tried(read: Read, data: bytes, name: str) -> Told:
    try:
        return read(data, name)
    except Exception as error:  # noqa: BLE001 - any error at all is what is looked for
        return RAISED, f"{type(error).__name__}: {error}"


def _is_sentence(text: str) -> bool:
    """Tell whether a text is Chinese and ends like a sentence."""
    return any("\u4e00" <= each <= "\u9fff" for each in text) and text.endswith("。")
