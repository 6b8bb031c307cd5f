"""Saves an index again and again until it is killed: after save n, what `kept_at` tells of n is in.

Started with the folder and the number to go on from.
"""

import sys
from itertools import count
from pathlib import Path

from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from tests.knowledge.test_index import entry

STAY = 5


def kept_at(number: int) -> set[str]:
    """Names of the entries that are in after a save: the last few that came."""
    return {f"e{each}" for each in range(max(number - STAY + 1, 0), number + 1)}


def main(path: Path, begin: int) -> None:
    folder, index = Folder(path), Index(default_encoder())
    if begin:
        index.load(folder)
    for number in count(begin):
        index.put([entry(f"e{number}")])
        index.remove(f"e{number - STAY}")
        index.save(folder, number, mark=str(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
