"""Folders that one LibreOffice has to itself, whatever other processes work beside it."""

import fcntl
from itertools import count
from pathlib import Path


class Lodging:
    """The first folder of a place that nobody is in, held until it is left or the process ends."""

    def __init__(self, place: Path) -> None:
        """Take one; raises ``OSError`` where none can be made."""
        for number in count():
            self.folder = place / f"worker-{number}"
            self.folder.mkdir(parents=True, exist_ok=True)
            self._door = (self.folder / "door").open("w")
            try:
                fcntl.flock(self._door, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._door.close()
            else:
                return

    def leave(self) -> None:
        """Let another have it."""
        self._door.close()
