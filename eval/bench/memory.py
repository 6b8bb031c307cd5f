"""Does the service grow while it reads? Thousands of papers through its own reading processes.

    python -m eval.bench.memory DIR [--papers 2000] [--workers 1] [--replace-after 200] [--json]

The papers of DIR come round and round. Each is kept, opened, looked at, classified, extracted and
verified as the service does it: sealed in a file store, by reading processes that are replaced
after so many papers. The growth is the slope of the straight line that fits the figures
best, the first tenth left out: caches fill there.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.bench.processes import family, usage
from eval.truth import PICTURES
from intake.office import Office, open_office
from intake.reading.steps import PAPER_STEPS
from intake.settings import Settings
from intake.store.files import paper_folder, upload_key
from models.errors import ServiceError
from models.records import Paper

MEGABYTE = 1 << 20
FILING = "bench"


@dataclass(frozen=True)
class Moment:
    """What is taken after so many papers."""

    papers: int
    service_mb: float
    workers_mb: float
    """Reading processes and what decodes for them."""
    processes: int
    """Seen so far; more than are at work when some have been replaced."""


class Run:
    """Reads papers through one office, and keeps what each step took."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._seen: set[int] = set()
        self.seconds = dict.fromkeys(PAPER_STEPS, 0.0)
        self.failed = 0

    def read(self, paths: Sequence[Path], papers: int, every: int) -> Iterator[Moment]:
        """Read so many papers, several at a time, and yield a moment after every so many."""
        numbered = enumerate(islice(cycle(paths), papers))
        with ThreadPoolExecutor(self._office.settings.workers) as threads:
            for done in range(every, papers + 1, every):
                for name, seconds in chain(*threads.map(self._read, islice(numbered, every))):
                    self.seconds[name] += seconds
                yield self._moment(done)

    def _read(self, numbered: tuple[int, Path]) -> list[tuple[str, float]]:
        """Read one paper and return what each step took."""
        number, path = numbered
        data, desk, took = path.read_bytes(), self._office.desk, []
        paper = Paper(id=str(number), name=path.name, sha256="", size=len(data))
        desk.files.write(upload_key(FILING, paper.id), data)
        try:
            for name, step in PAPER_STEPS.items():
                start = perf_counter()
                paper = step(desk, FILING, paper)
                took.append((name, perf_counter() - start))
        except ServiceError:
            self.failed += 1
        desk.files.remove(paper_folder(FILING, paper.id))
        return took

    def _moment(self, papers: int) -> Moment:
        own = os.getpid()
        self._seen.update(set(family(own)) - {own})
        service = usage(own, below=False).memory
        return Moment(
            papers=papers,
            service_mb=round(service / MEGABYTE, 1),
            workers_mb=round((usage(own).memory - service) / MEGABYTE, 1),
            processes=len(self._seen),
        )


def growth(moments: Sequence[Moment], column: str) -> float:
    """Return by how many megabytes a figure grows in a thousand papers, the first tenth left out.

    0 when there are fewer than two moments to compare.
    """
    later = moments[len(moments) // 10 :]
    if len(later) < 2:
        return 0.0
    papers = [moment.papers / 1000 for moment in later]
    slope, _ = np.polyfit(papers, [getattr(moment, column) for moment in later], 1)
    return round(float(slope), 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 2 when the folder holds no papers."""
    options = _parse(arguments)
    paths = sorted(p for p in options.folder.iterdir() if p.suffix.lower() in PICTURES)
    if not paths:
        Console(stderr=True).print(f"{options.folder} 中没有材料。")
        return 2
    with TemporaryDirectory(prefix="zhiban-memory-") as folder:
        office = open_office(
            Settings(
                data=Path(folder),
                engine=options.engine,
                workers=options.workers,
                papers_per_worker=options.replace_after,
            )
        )
        try:
            report = _measure(Run(office), paths, options)
        finally:
            office.close()
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _show(report)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    defaults = Settings()
    parser = argparse.ArgumentParser(prog="python -m eval.bench.memory", description=__doc__)
    parser.add_argument("folder", type=Path, help="papers to read again and again")
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--every", type=int, default=0, help="0: twenty times in all")
    parser.add_argument("--workers", type=int, default=defaults.workers)
    parser.add_argument("--replace-after", type=int, default=defaults.papers_per_worker)
    parser.add_argument("--engine", default=defaults.engine)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser.parse_args(arguments)


def _measure(run: Run, paths: Sequence[Path], options: argparse.Namespace) -> dict[str, Any]:
    every, start = options.every or max(options.papers // 20, 1), perf_counter()
    moments = list(_told(run.read(paths, options.papers, every)))
    seconds, papers = perf_counter() - start, moments[-1].papers
    return {
        "moments": [asdict(moment) for moment in moments],
        "papers": papers,
        "failed": run.failed,
        "papers_per_minute": round(60 * papers / seconds, 1),
        "seconds_per_paper": {name: round(s / papers, 3) for name, s in run.seconds.items()},
        "growth_mb_per_1000": {
            name: growth(moments, name) for name in ("service_mb", "workers_mb")
        },
    }


def _told(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Tell of each moment as it comes: a long run must not be silent."""
    console = Console(stderr=True)
    for moment in moments:
        console.print(
            f"{moment.papers} 份：服务 {moment.service_mb} MB，识别进程 {moment.workers_mb} MB，"
            f"先后 {moment.processes} 个进程"
        )
        yield moment


def _show(report: dict[str, Any]) -> None:
    table = Table("", "数值", title=f"连续识别 {report['papers']} 份")
    table.add_row("未能识别", str(report["failed"]))
    table.add_row("每分钟份数", str(report["papers_per_minute"]))
    for name, seconds in report["seconds_per_paper"].items():
        table.add_row(f"每份 {name} 秒", str(seconds))
    for name, slope in report["growth_mb_per_1000"].items():
        title = {"service_mb": "服务", "workers_mb": "识别进程"}[name]
        table.add_row(f"每千份增长 MB（{title}）", str(slope))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
