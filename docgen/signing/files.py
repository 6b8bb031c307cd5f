"""Files of keys: private ones readable by their owner alone, folders that appear whole."""

import os
import shutil
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone can read; raises ``OSError``."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def place_folder(draft: Path, folder: Path) -> bool:
    """Move a folder to its place in one step; False where another process was first.

    Then the draft is not needed and is removed. Raises ``OSError`` when it cannot be moved.
    """
    try:
        draft.replace(folder)
    except OSError:
        shutil.rmtree(draft)
        if not folder.is_dir():
            raise
        return False
    return True
