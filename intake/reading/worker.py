"""A reading process: ``python -m intake.reading.worker CONNECTION ENGINE THREADS TRUST_FOLDER...``.

It says ``ready`` once its engine stands, then answers one message after another, and ends when the
service is gone.
"""

import signal
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import cv2
import structlog

from intake.logs import set_up_logs
from intake.reading.bench import Bench
from intake.reading.messages import FAILED, READY, Message, receive, send
from intake.registry import read_types
from models.crypto.trust import read_trust
from models.engines.registry import make_engine
from models.errors import ServiceError

log = structlog.get_logger(__name__)


def main(arguments: list[str]) -> None:
    """Serve one connection until its other end closes."""
    set_up_logs()  # its own: what is logged here has stood on papers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service ends us, not the terminal
    talk = Connection(int(arguments[0]))
    try:
        bench = _set_up(arguments[1], int(arguments[2]), map(Path, arguments[3:]))
    except ServiceError as error:
        send(talk, _failure(error))
        return
    send(talk, Message(READY))
    try:
        while True:
            send(talk, _answer(bench, receive(talk)))
    except (EOFError, OSError):
        return


def _set_up(engine: str, threads: int, trusted: Iterable[Path]) -> Bench:
    if threads:
        cv2.setNumThreads(threads)
    return Bench(make_engine(engine, threads), read_types(), read_trust(trusted))


def _answer(bench: Bench, asked: Message) -> Message:
    try:
        return bench.work(asked)
    except ServiceError as error:
        return _failure(error)
    except Exception as error:  # process boundary: one paper must not end the rest
        log.exception("reading failed", step=asked.word)
        return Message(FAILED, {"type": type(error).__name__, "message": ""})


def _failure(error: ServiceError) -> Message:
    return Message(FAILED, {"type": type(error).__name__, "message": str(error)})


if __name__ == "__main__":
    main(sys.argv[1:])
