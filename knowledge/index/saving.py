"""Keeps an index on disk: each segment in a file of its own, and one file that says which count.

That one is replaced in one step when everything it names is on the disk, so that whatever happens,
the index that was saved before or the one that is saved now can be opened, and never half of it.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import uuid4
from weakref import WeakKeyDictionary

import numpy as np

from knowledge.index.arrays import Arrays, open_arrays, write_arrays
from knowledge.index.circumstances import KINDS, Circumstances
from knowledge.index.errors import MissingIndexError, UnusableIndexError
from knowledge.index.origin import Origin
from knowledge.index.part import Part
from knowledge.index.postings import Postings
from knowledge.index.sealing import Seal
from knowledge.index.segment import Segment, join
from knowledge.index.texts import Texts
from knowledge.index.vectors import Vectors
from knowledge.index.view import View
from models.records import Record

CONTENTS: Final = "index.json"
LOCK: Final = "lock"
SEALED_BEFORE: Final = ("passages", "passage_starts")
"""Arrays of texts that were sealed one by one, so that only those are opened which are shown."""
MISSING: Final = "还没有保存过的知识库索引，需要建立索引。"
FOREIGN: Final = "知识库索引是按别的设置建立的，需要重新建立索引。"
OTHER: Final = "知识库索引文件 {name} 的内容与本版本不符，需要重新建立索引。"
UNREADABLE: Final = "知识库索引的目录文件已损坏，需要重新建立索引。"


class Contents(Record):
    """What is in the folder."""

    format: int = 3
    sealed: bool
    origin: Origin
    change: int
    """The last change of the store that is in it …"""
    mark: str = ""
    """… and what tells that store from any other; the index itself makes nothing of it."""
    next_number: int
    segments: tuple[str, ...] = ()
    """Names of files, in the order of their passages' numbers."""


class Folder:
    """One index on disk. Several processes may read and write it."""

    def __init__(self, path: Path) -> None:
        """Use a folder, which is made when it is first written to."""
        self.path = path
        self._files: WeakKeyDictionary[Segment, str] = WeakKeyDictionary()

    def write(self, view: View, contents: Contents, seal: Seal | None) -> View:
        """Save a view in place of what is there, and return it as it is on disk.

        Of the contents the names of the files are filled in here.

        Nothing of a passage that is gone is left in the folder.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked(fcntl.LOCK_EX):
            kept = tuple(self._kept(segment, seal) for segment in view.segments)
            names = tuple(self._files[segment] for segment in kept)
            contents = contents.model_copy(update={"segments": names})
            self._replace(contents)
            self._clear(contents.segments)
        return View(kept)

    def read(self, origin: Origin, seal: Seal | None) -> tuple[View, Contents]:
        """Open what is there.

        Raises ``UnusableIndexError`` when there is nothing, when any of it is broken, or when it
        was made with something else.
        """
        if not (self.path / CONTENTS).exists():
            raise MissingIndexError(MISSING)
        with self._locked(fcntl.LOCK_SH):
            contents = self._contents()
            if contents.origin != origin or contents.sealed != (seal is not None):
                raise UnusableIndexError(FOREIGN)
            return View(tuple(self._open(name, seal) for name in contents.segments)), contents

    def _contents(self) -> Contents:
        try:
            told = json.loads((self.path / CONTENTS).read_bytes())
            if told.get("format") != Contents.model_fields["format"].default:
                raise UnusableIndexError(FOREIGN)
            return Contents.model_validate(told)
        except (OSError, ValueError, AttributeError) as error:
            raise UnusableIndexError(UNREADABLE) from error

    def _kept(self, segment: Segment, seal: Seal | None) -> Segment:
        """Return a segment as it is on disk; one of which something is gone is written anew.

        So is one whose file another process has cleared away.
        """
        if segment in self._files and (self.path / self._files[segment]).exists():
            return segment
        name = f"{uuid4().hex}.arrays"
        whole = segment if segment.part.alive.all() else join([segment])
        write_arrays(self.path / name, _arrays(whole), seal, SEALED_BEFORE)
        if seal is None:
            return self._open(name, seal)
        # What is sealed cannot be mapped, so only the texts leave memory.
        told = open_arrays(self.path / name, seal, SEALED_BEFORE)
        kept = replace(whole, passages=Texts(told["passages"], told["passage_starts"]))
        self._files[kept] = name
        return kept

    def _open(self, name: str, seal: Seal | None) -> Segment:
        path = self.path / name
        try:
            segment = _segment(open_arrays(path, seal), seal)
        except (KeyError, ValueError) as error:
            raise UnusableIndexError(OTHER.format(name=name)) from error
        self._files[segment] = name
        return segment

    def _replace(self, contents: Contents) -> None:
        draft = self.path / f"{CONTENTS}.{uuid4().hex}"
        with draft.open("xb") as file:
            file.write(contents.model_dump_json(indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / CONTENTS)
        folder = os.open(self.path, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def _clear(self, names: Sequence[str]) -> None:
        """Take away what no longer counts; whoever has it open keeps it until then."""
        for path in self.path.iterdir():
            if path.name not in {CONTENTS, LOCK, *names}:
                path.unlink()

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        with (self.path / LOCK).open("ab") as file:
            fcntl.flock(file, how)
            yield


def _arrays(segment: Segment) -> Arrays:
    postings, told = segment.part.postings, segment.circumstances
    return {
        "keys": postings.keys,
        "starts": postings.starts,
        "places": postings.places,
        "times": postings.times,
        "lengths": postings.lengths,
        "numbers": segment.numbers,
        "since": told.since,
        "until": told.until,
        "kinds": told.kinds,
        "terms": np.frombuffer(KINDS.dump_json(told.terms), np.uint8),
        "vectors": segment.vectors.steps,
        "vector_sizes": segment.vectors.sizes,
        "passages": segment.passages.content,
        "passage_starts": segment.passages.starts,
        "entries": segment.entries.content,
        "entry_starts": segment.entries.starts,
    }


def _segment(told: Arrays, seal: Seal | None) -> Segment:
    names = ("keys", "starts", "places", "times", "lengths")
    return Segment(
        part=Part.whole(Postings(*(told[name] for name in names))),
        numbers=told["numbers"],
        circumstances=Circumstances(
            told["since"], told["until"], told["kinds"], KINDS.validate_json(bytes(told["terms"]))
        ),
        vectors=Vectors(told["vectors"], told["vector_sizes"]),
        passages=Texts(told["passages"], told["passage_starts"]),
        entries=Texts(told["entries"], told["entry_starts"]),
        seal=seal,
    )
