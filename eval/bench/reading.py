"""Whole readings to compare: from the file on disk to its text, each in a process of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import cv2

from eval.bench.processes import Usage, usage
from extractors.opening import open_upload
from extractors.seeing.look import look
from models.engines.registry import ENGINES, make_engine

DEFAULT = "rapidocr"
"""RapidOCR as its wheel sets it up, on ONNX Runtime."""
Read = Callable[[Path], str]


class Answer(NamedTuple):
    """What a reader made of one picture."""

    text: str
    seconds: float


class Reader:
    """A reader in a process of its own, which waits idle while others read."""

    def __init__(self, pid: int, pipe: "Connection[Any, Any]") -> None:
        self._pid = pid
        self._pipe = pipe

    def read(self, path: Path) -> Answer:
        """Have one picture read."""
        self._pipe.send(path)
        return Answer(*self._pipe.recv())

    def usage(self) -> Usage:
        """Return what the reader has taken so far."""
        return usage(self._pid)


@contextmanager
def start_reader(name: str, threads: int = 0) -> Iterator[Reader]:
    """Start a reader for a block; ``threads`` 0 means as many as it takes by itself."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, name, threads))
    process.start()
    there.close()
    try:
        yield Reader(process.pid or 0, here)
    finally:
        here.send(None)
        process.join()


def _rapidocr(_threads: int) -> Read:
    from rapidocr import RapidOCR  # noqa: PLC0415 - only in the process that runs it

    reader = RapidOCR()
    return lambda path: "\n".join(reader(str(path)).txts or ())


def _ours(name: str, threads: int) -> Read:
    engine = make_engine(name, threads)

    def read(path: Path) -> str:
        pages = open_upload(path.read_bytes(), path.name)
        lines = (line for page in pages for line in look(page, engine)[0].lines)
        return "\n".join(line.text for line in lines)

    return read


READERS: Mapping[str, Callable[[int], Read]] = {
    DEFAULT: _rapidocr,
    **{name: partial(_ours, name) for name in ENGINES},
}


def _serve(pipe: "Connection[Any, Any]", name: str, threads: int) -> None:
    """Read every picture asked for until None comes."""
    if threads:
        cv2.setNumThreads(threads)
    read = READERS[name](threads)
    for path in iter(pipe.recv, None):
        start = perf_counter()
        text = read(path)
        pipe.send(tuple(Answer(text, perf_counter() - start)))
