"""Whole readings to compare: from the file on disk to its text, each in a process of its own."""

import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from extractors.look import look
from extractors.opening import open_upload
from models.engines.registry import ENGINES, make_engine

DEFAULT = "rapidocr"
"""RapidOCR as its wheel sets it up, on ONNX Runtime."""
Read = Callable[[Path], str]


class Answer(NamedTuple):
    """What a reader made of one picture."""

    text: str
    seconds: float
    peak: int
    """Most memory its process has taken so far, in bytes."""


def _rapidocr() -> Read:
    from rapidocr import RapidOCR  # noqa: PLC0415 - only in the process that runs it

    reader = RapidOCR()
    return lambda path: "\n".join(reader(str(path)).txts or ())


def _ours(name: str) -> Read:
    engine = make_engine(name)

    def read(path: Path) -> str:
        pages = open_upload(path.read_bytes(), path.name)
        lines = (line for page in pages for line in look(page, engine)[0].lines)
        return "\n".join(line.text for line in lines)

    return read


READERS: Mapping[str, Callable[[], Read]] = {
    DEFAULT: _rapidocr,
    **{name: partial(_ours, name) for name in ENGINES},
}


@contextmanager
def start_reader(name: str) -> Iterator[Callable[[Path], Answer]]:
    """Start a reader's process for a block; the process waits idle while others read."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, name))
    process.start()
    there.close()

    def ask(path: Path) -> Answer:
        here.send(path)
        return Answer(*here.recv())

    try:
        yield ask
    finally:
        here.send(None)
        process.join()


def _serve(pipe: Connection, name: str) -> None:
    """Read every picture asked for until None comes."""
    read = READERS[name]()
    for path in iter(pipe.recv, None):
        start = perf_counter()
        text = read(path)
        seconds = perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        pipe.send(tuple(Answer(text, seconds, peak)))
