"""A whole folder: how long until every picture is read, several at a time where a reader can."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter

from eval.bench.processes import Usage
from eval.bench.reading import DEFAULT, Reader, start_reader

MEGABYTE = 1 << 20
CORES = len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class FolderTotal:
    """The fastest reading of the folder by one reader; ``streams`` pictures at a time."""

    reader: str
    streams: int
    seconds: float
    ratio: float
    """Of its time to the default's."""
    cpu_seconds: float
    """Of processor time, a round on average."""
    papers_per_minute: float
    peak_mb: int
    """Of all its processes together."""


class Crew:
    """Readers of one kind that share the pictures of a folder."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self.readers = readers
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in readers:
            self._free.put(reader)

    def read(self, paths: Sequence[Path]) -> float:
        """Have all pictures read and return the seconds it took."""
        start = perf_counter()
        with ThreadPoolExecutor(len(self.readers)) as threads:
            list(threads.map(self._read, paths))
        return perf_counter() - start

    def usage(self) -> Usage:
        """Return what all its readers have taken so far."""
        each = [reader.usage() for reader in self.readers]
        return Usage(*(sum(values) for values in zip(*each, strict=True)))

    def _read(self, path: Path) -> None:
        reader = self._free.get()
        reader.read(path)
        self._free.put(reader)


def read_folder(
    paths: Sequence[Path], streams: Mapping[str, int], rounds: int
) -> list[FolderTotal]:
    """Have every reader read the folder so often, in turn, with so many streams each."""
    with ExitStack() as stack:
        crews = {name: stack.enter_context(start_crew(name, n)) for name, n in streams.items()}
        for crew in crews.values():
            crew.read([paths[0]] * len(crew.readers))
        before = {name: crew.usage() for name, crew in crews.items()}
        seconds: dict[str, list[float]] = {name: [] for name in crews}
        for turn in range(rounds):
            for name in islice(cycle(crews), turn, turn + len(crews)):
                seconds[name].append(crews[name].read(paths))
        return [
            FolderTotal(
                reader=name,
                streams=streams[name],
                seconds=round(min(seconds[name]), 2),
                ratio=round(min(seconds[name]) / min(seconds[DEFAULT]), 3),
                cpu_seconds=round((crew.usage().seconds - before[name].seconds) / rounds, 2),
                papers_per_minute=round(60 * len(paths) / min(seconds[name]), 1),
                peak_mb=crew.usage().peak // MEGABYTE,
            )
            for name, crew in crews.items()
        ]


@contextmanager
def start_crew(name: str, streams: int) -> Iterator[Crew]:
    """Start readers for a block; several share the cores, one takes as many as it likes."""
    threads = max(CORES // streams, 1) if streams > 1 else 0
    with ExitStack() as stack:
        yield Crew([stack.enter_context(start_reader(name, threads)) for _ in range(streams)])
