"""Work that goes on beside the service, in a thread that is told when to stop."""

from abc import ABC, abstractmethod
from threading import Event, Thread


class Beside(ABC):
    """A thread from the service's start to its end; one per process."""

    def __init__(self, name: str) -> None:
        self._stopping = Event()
        self._thread = Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the service need not wait for it."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after what is in hand; what is left waits for the next start."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    @abstractmethod
    def _work(self) -> None:
        """Work until ``_stopping`` is set or nothing is left; raise nothing."""
