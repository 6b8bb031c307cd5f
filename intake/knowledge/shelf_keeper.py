"""Keeps the index on disk beside the service, so that the next start need not make it anew."""

from time import monotonic
from typing import Final

import structlog

from intake.beside import Beside
from intake.knowledge.shelf import Shelf

EVERY_SECONDS: Final = 60.0
"""What is deleted leaves the disk after so long, unless saving takes very long."""
SHARE: Final = 20
"""Between two savings there are at least so many times what one takes."""

log = structlog.get_logger(__name__)


class ShelfKeeper(Beside):
    """A thread that saves the index when it changed, and once more when the service stops."""

    def __init__(self, shelf: Shelf, every: float = EVERY_SECONDS) -> None:
        super().__init__("shelf_keeper")
        self._shelf, self._every = shelf, every

    def _work(self) -> None:
        took = 0.0
        while not self._stopping.wait(max(self._every, SHARE * took)):
            took = self._save()
        self._save()

    def _save(self) -> float:
        """Save, and return how many seconds that took."""
        begun = monotonic()
        try:
            self._shelf.save()
        except Exception:  # the last boundary: a full disk must end nothing, the store has it all
            log.exception("index not saved")
        return monotonic() - begun
