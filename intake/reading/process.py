"""One reading process as the service sees it: started, asked, and ended when it misbehaves."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from multiprocessing import Pipe
from pathlib import Path
from threading import Lock

from intake.reading.messages import FAILED, Message, Talk, receive, send
from models.errors import EngineUnavailableError, ReadingFailedError, ServiceError

OPEN = "open"
"""The first piece of work on a paper."""
START_SECONDS = 90
"""The longest an engine may take to load its weights."""


class WorkerState(StrEnum):
    """How a reading process stands."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


class WorkerLostError(EngineUnavailableError):
    """The process died or did not answer in time; another one can be tried."""

    code = "worker_lost"


class ReadingProcess:
    """A child process with one engine. Not for several threads at once."""

    def __init__(self, engine: str, trusted: Iterable[Path] = (), threads: int = 0) -> None:
        """Start it with an engine and the folders of the root certificates it trusts.

        ``threads`` 0 means every core.
        """
        self._talk, theirs = Pipe()
        own = [str(theirs.fileno()), engine, str(threads), *(str(folder) for folder in trusted)]
        command = [sys.executable, "-m", "intake.reading.worker", *own]
        self._child = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - ours
        theirs.close()
        self._state = WorkerState.STARTING
        self._ending = Lock()
        self.papers = 0
        """Uploads it has opened."""

    @property
    def state(self) -> WorkerState:
        """How the process stands now."""
        if self._child.poll() is not None:
            return WorkerState.DOWN
        if self._state is WorkerState.STARTING and self._talk.poll():
            return WorkerState.READY
        return self._state

    def ask(self, message: Message, seconds: float) -> Message:
        """Return the answer.

        Raises:
            WorkerLostError: The process is gone, or took longer; it is ended.
            ServiceError: What the work itself raised.
        """
        self._await_ready()
        answer = self._exchange(message, seconds)
        self.papers += message.word == OPEN
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing; who asks it and who stops may both say so."""
        with self._ending:
            self._child.kill()
            self._child.wait()
            self._talk.close()

    def _await_ready(self) -> None:
        if self._state is WorkerState.STARTING:
            self._exchange(None, START_SECONDS)
            self._state = WorkerState.READY

    def _exchange(self, message: Message | None, seconds: float) -> Message:
        try:
            if message:
                send(self._talk, message)
            answer = _receive_within(self._talk, seconds)
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerLostError("识别进程意外中断。") from error
        if answer.word == FAILED:
            raise _error(answer)
        return answer


def _receive_within(talk: Talk, seconds: float) -> Message:
    if not talk.poll(seconds):
        raise TimeoutError
    return receive(talk)


def _error(answer: Message) -> ServiceError:
    """Return the error the process met, as its own type where it is one of ours."""
    kinds = {kind.__name__: kind for kind in _tree(ServiceError)}
    kind = kinds.get(str(answer.body["type"]))
    if kind is None:
        return ReadingFailedError("识别这份材料时出错。")
    return kind(str(answer.body["message"]))


def _tree(kind: type[ServiceError]) -> Iterator[type[ServiceError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _tree(below)
