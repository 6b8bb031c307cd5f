"""Many files sealed with one key: the fault of one does not stop the others."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import Sealed
from models.errors import SigningError

AHEAD = 2
"""Files in work or waiting for each thread; no more are held in memory."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Batch:
    """How the files of a batch are sealed."""

    sealed: Sealed
    field: str
    """Name of the signature field in every file."""
    reason: str
    threads: int = 1
    """Worth more than one where a seal server signs: then each mostly waits."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the signed PDF, or why there is none."""

    name: str
    pdf: bytes = b""
    error: SigningError | None = None


def sign_all(files: Iterable[tuple[str, bytes]], batch: Batch) -> Iterator[Outcome]:
    """Yield the outcome for every file, by its name, in order, while the next are being signed.

    Several processes may each sign a part of the files with the same seal.
    """
    with ThreadPoolExecutor(batch.threads, thread_name_prefix="sealing") as pool:
        waiting: deque[Future[Outcome]] = deque()
        for name, pdf in files:
            waiting.append(pool.submit(_sign, name, pdf, batch))
            if len(waiting) >= batch.threads * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _sign(name: str, pdf: bytes, batch: Batch) -> Outcome:
    try:
        return Outcome(name, sign_pdf(pdf, batch.sealed, batch.field, batch.reason))
    except SigningError as error:
        return Outcome(name, error=error)
    except Exception:  # boundary of one file's work: the others must not be lost
        log.exception("file_not_signed", name=name)
        return Outcome(name, error=SigningError("签章时发生意外错误，这份文件没有签章。"))
