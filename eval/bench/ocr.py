"""Compare our reading of pictures with RapidOCR's own default, in the same run.

    python -m eval.bench.ocr DIR [--engine rapid] [--paddle] [--pictures] [--json]

DIR holds pictures with ground truth beside them. The readers take turns on every picture, so that
whatever else the machine does falls on all of them; what each does first is not counted.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.bench.found import count_found, values_of
from eval.bench.reading import DEFAULT, Answer, start_reader
from eval.truth import Truth, read_truths
from models.engines.registry import ENGINES

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Row:
    """What one reader made of one picture."""

    picture: str
    reader: str
    seconds: float
    found: int
    values: int
    peak: int


@dataclass(frozen=True)
class Total:
    """What one reader made of all pictures; ``ratio`` compares its time with the default's."""

    reader: str
    seconds: float
    ratio: float
    found: int
    values: int
    peak_mb: int


def compare(samples: Sequence[tuple[Path, Truth]], names: Sequence[str]) -> list[Row]:
    """Have every reader read every picture, the first reader changing from picture to picture."""
    with ExitStack() as stack:
        readers = {name: stack.enter_context(start_reader(name)) for name in names}
        for ask in readers.values():
            ask(samples[0][0])
        rows: list[Row] = []
        for turn, (path, truth) in enumerate(_progress(samples)):
            order = islice(cycle(names), turn, turn + len(names))
            answers = {name: readers[name](path) for name in order}
            rows.extend(_rows(path, values_of(truth), answers))
    return rows


def total(rows: Sequence[Row]) -> list[Total]:
    """Add up each reader's rows."""
    names = list(dict.fromkeys(row.reader for row in rows))
    seconds = {name: sum(row.seconds for row in rows if row.reader == name) for name in names}
    return [
        Total(
            reader=name,
            seconds=round(seconds[name], 2),
            ratio=round(seconds[name] / seconds[DEFAULT], 3),
            found=sum(row.found for row in rows if row.reader == name),
            values=sum(row.values for row in rows if row.reader == name),
            peak_mb=max(row.peak for row in rows if row.reader == name) // MEGABYTE,
        )
        for name in names
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 2 when the folder holds no picture with ground truth."""
    options = _parse(arguments)
    samples = [pair for pair in read_truths(options.folder) if pair[0].suffix.lower() != ".pdf"]
    if not samples:
        Console(stderr=True).print(f"{options.folder} 中没有带标注的图片。")
        return 2
    rows = compare(samples, _readers(options))
    if options.json:
        report = {"totals": [asdict(each) for each in total(rows)]}
        if options.pictures:
            report["pictures"] = [asdict(row) for row in rows]
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _show(rows, each_picture=options.pictures)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ocr", description=__doc__)
    parser.add_argument("folder", type=Path, help="pictures with ground truth beside them")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rapid")
    parser.add_argument("--paddle", action="store_true", help="read with PaddleOCR as well")
    parser.add_argument("--pictures", action="store_true", help="tell of every picture")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args(arguments)


def _readers(options: argparse.Namespace) -> list[str]:
    names = [DEFAULT, options.engine, *(["paddle"] if options.paddle else [])]
    return list(dict.fromkeys(names))


def _progress(samples: Sequence[tuple[Path, Truth]]) -> Iterable[tuple[Path, Truth]]:
    return track(samples, "识别", console=Console(stderr=True), transient=True)


def _rows(path: Path, values: tuple[str, ...], answers: Mapping[str, Answer]) -> list[Row]:
    return [
        Row(
            path.name,
            name,
            answer.seconds,
            count_found(values, answer.text),
            len(values),
            answer.peak,
        )
        for name, answer in answers.items()
    ]


def _show(rows: Sequence[Row], *, each_picture: bool) -> None:
    console = Console()
    if each_picture:
        table = Table("图片", "识别方式", "秒", "找到", "应有")
        for row in rows:
            table.add_row(
                row.picture, row.reader, f"{row.seconds:.2f}", f"{row.found}", f"{row.values}"
            )
        console.print(table)
    table = Table("识别方式", "总秒数", "与默认之比", "找到", "应有", "内存峰值 MB")
    for each in total(rows):
        table.add_row(*(str(value) for value in asdict(each).values()))
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
