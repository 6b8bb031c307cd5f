"""Try a quarterly update of the library from end to end: killed half-way, begun again, taken back.

    python -m eval.bench.library_update [--documents 100000] [--corpora DIR] [--folder DIR]

The real command reads made-up documents from a file of JSON Lines into a store of its own. It is
killed when half of them are seen and run again; then the next quarter's file brings new ones, other
editions and removals; at last everything is removed by the same file. Each run tells its time, its
report and its memory near the beginning and at the end.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.bench.library_documents import make_documents
from eval.bench.passages import Article, read_articles
from eval.bench.processes import usage

MEGABYTE = 1_000_000
OFFICER = "周样张"
FRESH = 10
"""Of so many documents the next quarter brings one in another edition, and one that is new."""
GOING = 20
"""Of so many one is removed."""

Figures = dict[str, Any]


def measure(count: int, articles: Sequence[Article], folder: Path) -> Iterator[Figures]:
    """Yield what came of each run."""
    first, second = folder / "第一季度.jsonl", folder / "第二季度.jsonl"
    _write(first, (each.model_dump_json() for each in make_documents(range(count), articles)))
    _write(second, _next_quarter(count, articles))
    yield {"run": "killed half-way", **_run(folder, first, until=count // 2)}
    yield {"run": "begun again", **_run(folder, first)}
    yield {"run": "next quarter", **_run(folder, second)}
    yield {"run": "next quarter once more", **_run(folder, second)}
    yield {"run": "first taken back", **_run(folder, first, "--remove")}


def _next_quarter(count: int, articles: Sequence[Article]) -> Iterator[str]:
    for changed in make_documents(range(0, count, FRESH), articles, edition=1):
        yield changed.model_dump_json()
    for new in make_documents(range(count, count + count // FRESH), articles):
        yield new.model_dump_json()
    for gone in make_documents(range(1, count, GOING), articles):
        named = gone.model_dump(mode="json", include={"title", "number", "issuer"})
        yield json.dumps({**named, "removed": True}, ensure_ascii=False)
    yield '{"title": "没有正文的样张"}'


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _run(folder: Path, file: Path, *more: str, until: int = 0) -> Figures:
    """Run the command; until it has seen so many documents, where that is told."""
    command = [sys.executable, "-m", "intake.cli", "library", str(file), "--officer", OFFICER]
    environment = {**os.environ, "ZHIBAN_DATA": str(folder / "data")}
    begun, memory = perf_counter(), []
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--json", *more],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        if not child.stderr or not child.stdout:
            raise SystemExit("the command has no output")
        for line in child.stderr:
            memory.append(usage(child.pid).memory / MEGABYTE)
            if until and str(until) in line:
                child.kill()
        told = child.stdout.read()
    report: Figures = json.loads(told) if told else {}
    return {
        "seconds": round(perf_counter() - begun, 1),
        "first_mb": round(memory[min(2, len(memory) - 1)]),
        "last_mb": round(memory[-1]),
        **report,
        "problems": len(report.get("problems", ())),
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.library_update", description=__doc__
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--folder", type=Path, help="where the store is made; gone afterwards")
    given = parser.parse_args()
    names = (
        "run",
        "seconds",
        "first_mb",
        "last_mb",
        "new",
        "changed",
        "same",
        "removed",
        "absent",
        "problems",
    )
    table = Table(*names, title=f"{given.documents} documents")
    with tempfile.TemporaryDirectory(prefix="zhiban-update-", dir=given.folder) as folder:
        for figures in measure(given.documents, read_articles(given.corpora), Path(folder)):
            table.add_row(*(str(figures.get(name, "")) for name in names))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
