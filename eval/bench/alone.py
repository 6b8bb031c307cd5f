"""One picture alone: every reader has the whole machine for it, by turns."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from eval.bench.found import count_found, values_of
from eval.bench.processes import Usage
from eval.bench.reading import DEFAULT, Answer, Reader, start_reader
from eval.truth import Truth

MEGABYTE = 1 << 20
Sample = tuple[Path, Truth]


@dataclass(frozen=True)
class Row:
    """What one reader made of one picture, in its fastest round."""

    picture: str
    reader: str
    seconds: float
    found: int
    values: int


@dataclass(frozen=True)
class Total:
    """What one reader made of all pictures, each alone.

    ``ratio`` compares its time with the default's, ``median`` and ``worst`` that of each picture;
    ``cpu_ratio`` compares processor time, in which other work on the machine does not count.
    """

    reader: str
    seconds: float
    ratio: float
    median: float
    worst: float
    cpu_ratio: float
    found: int
    values: int
    peak_mb: int


def compare(
    samples: Sequence[Sample], names: Sequence[str], rounds: int
) -> tuple[list[Row], list[Total]]:
    """Have every reader read every picture so often, the first reader changing from turn to turn.

    Whatever else the machine does falls on all of them; what each does first is not counted.
    """
    with ExitStack() as stack:
        readers = {name: stack.enter_context(start_reader(name)) for name in names}
        before = {name: _warm(reader, samples[0][0]) for name, reader in readers.items()}
        rows = [
            row
            for turn, sample in enumerate(samples)
            for row in _rows(sample, list(_rounds(sample[0], readers, turn, rounds)))
        ]
        after = {name: reader.usage() for name, reader in readers.items()}
    return rows, [_total(name, rows, before, after) for name in names]


def _warm(reader: Reader, path: Path) -> Usage:
    reader.read(path)
    return reader.usage()


def _rounds(
    path: Path, readers: Mapping[str, Reader], turn: int, rounds: int
) -> Iterator[Mapping[str, Answer]]:
    """Yield what each reader answers, round after round."""
    for start in range(turn, turn + rounds):
        order = islice(cycle(readers), start, start + len(readers))
        answers = {name: readers[name].read(path) for name in order}
        yield {name: answers[name] for name in readers}


def _rows(sample: Sample, answers: Sequence[Mapping[str, Answer]]) -> Iterator[Row]:
    path, values = sample[0], values_of(sample[1])
    for name in answers[0]:
        text = answers[0][name].text
        seconds = min(answer[name].seconds for answer in answers)
        yield Row(path.name, name, seconds, count_found(values, text), len(values))


def _total(
    name: str, rows: Sequence[Row], before: Mapping[str, Usage], after: Mapping[str, Usage]
) -> Total:
    mine, default = _of(name, rows), _of(DEFAULT, rows)
    ratios = [row.seconds / other.seconds for row, other in zip(mine, default, strict=True)]
    cpu = {each: after[each].seconds - before[each].seconds for each in (name, DEFAULT)}
    seconds = sum(row.seconds for row in mine)
    return Total(
        reader=name,
        seconds=round(seconds, 2),
        ratio=round(seconds / sum(row.seconds for row in default), 3),
        median=round(median(ratios), 3),
        worst=round(max(ratios), 3),
        cpu_ratio=round(cpu[name] / cpu[DEFAULT], 3),
        found=sum(row.found for row in mine),
        values=sum(row.values for row in mine),
        peak_mb=after[name].peak // MEGABYTE,
    )


def _of(name: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.reader == name]
