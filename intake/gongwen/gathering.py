"""What a bulk update of the library is made of: files, folders, and JSON Lines, read one by one."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.gongwen.library.bulk import filed_of
from docgen.gongwen.library.coming import Coming, FromFile, Succeeding, gone
from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.lines import read_lines
from docgen.gongwen.opening.file import Means, open_file
from intake.inputs import open_bytes, read_bytes
from intake.store import gongwen_library as kept
from intake.store.database import Store
from models.errors import ServiceError

LINES: Final = (".jsonl", ".ndjson")
HIDDEN: Final = (".", "~$")
"""How names begin that no person gave."""


@dataclass(frozen=True)
class Gathering:
    """How an update is read."""

    store: Store
    means: Means
    level: str
    """Of the documents that are files of their own."""
    readers: tuple[str, ...]
    remove: bool = False
    """Whether the documents are to go."""

    def of(self, paths: Sequence[Path]) -> Iterator[Coming]:
        """Yield what is in files and folders; one file at a time is in memory.

        A file that was read before and whose document stands as it says is not opened again.
        """
        for file in _files(paths):
            for coming in self._in(file):
                told = coming.filed if isinstance(coming, Succeeding) else coming
                yield gone(told) if self.remove and isinstance(told, Filed) else coming

    def _in(self, file: Path) -> Iterator[Coming]:
        try:
            if file.suffix.casefold() in LINES:
                with open_bytes(file) as content:
                    yield from read_lines(content, file.name, self.readers)
            else:
                yield self._file(file)
        except ServiceError as error:
            yield f"{file.name}：{error or error.remedy}"

    def _file(self, file: Path) -> Coming:
        data = read_bytes(file)
        source = self._source(file.name, data)
        known = "" if self.remove else self._known(source)
        if known:
            return FromFile(source=source, known=known)
        filed = filed_of(open_file(data, file.name, self.means), self.level, self.readers)
        return filed if self.remove else FromFile(source=source, filed=filed)

    def _source(self, name: str, data: bytes) -> str:
        told = "\n".join((name, self.level, *self.readers, hashlib.sha256(data).hexdigest()))
        return hashlib.sha256(told.encode()).hexdigest()

    def _known(self, source: str) -> str:
        with self.store.read() as session:
            return kept.known_source(session, source)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (
            each for each in below if not each.is_dir() and not each.name.startswith(HIDDEN)
        )
