"""Keeps an index in step with the store, and on disk, beside the service.

So a bulk update is taken in while questions are answered, and the next start need not make the
index anew.
"""

from time import monotonic
from typing import Final

import structlog

from intake.beside import Beside
from intake.indexing.store_index import StoreIndex

LOOKS_SECONDS: Final = 1.0
"""So often it is looked whether anything changed."""
EVERY_SECONDS: Final = 60.0
"""What is deleted leaves the disk after so long, unless saving takes very long."""
REST_SECONDS: Final = 30.0
"""After what went wrong, so that a dead embedding does not fill the log."""
SHARE: Final = 20
"""Between two savings there are at least so many times what one takes."""

log = structlog.get_logger(__name__)


class IndexKeeper(Beside):
    """A thread that loads an index, takes in what changed, and saves it, at the end once more."""

    def __init__(self, index: StoreIndex, every: float = EVERY_SECONDS) -> None:
        super().__init__(f"keeper of {type(index).__name__}")
        self._index, self._every = index, every
        self._due = monotonic() + every
        self._pause = LOOKS_SECONDS

    def _work(self) -> None:
        self._index.warm()
        while not self._stopping.wait(self._pause):
            self._catch_up()
            if monotonic() >= self._due:
                self._due = monotonic() + max(self._every, SHARE * self._save())
        self._save()

    def _catch_up(self) -> None:
        """Take in what changed, until it is time to save or to stop."""
        try:
            self._index.catch_up(lambda: self._stopping.is_set() or monotonic() >= self._due)
            self._pause = LOOKS_SECONDS
        except Exception:  # the last boundary: a later look tries again
            log.exception("index not caught up", index=type(self._index).__name__)
            self._pause = REST_SECONDS

    def _save(self) -> float:
        """Save, and return how many seconds that took."""
        begun = monotonic()
        try:
            self._index.save()
        except Exception:  # the last boundary: a full disk must end nothing, the store has it all
            log.exception("index not saved", index=type(self._index).__name__)
        return monotonic() - begun
