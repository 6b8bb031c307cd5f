"""Feed spoilt and harmful files to the reading of papers, and see that it stands.

    python -m eval.fuzz --count 1000 --seed 1 [--folder DIR] [--engine null] [--keep DIR]

Good files of every format, and those of DIR, are spoilt at random; others are made to do harm; all
come under any name. Each is read in a process of its own. What must not happen: the process ends,
an upload takes longer than its time, an error comes through, or a file is refused without a Chinese
sentence that names the remedy. The exit code is 1 when any of it did, and the files are kept.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.hostile.cases import Case, cases
from eval.hostile.jail import Jail, Outcome

SECONDS = 100.0
"""One upload may be decoded, checked for signatures and read; each has limits of its own."""
KEPT = Path("out/fuzz")
WIDTH = 150
"""Columns of the report, also in a file."""
LARGEST = 3_000_000
"""Bytes; larger files of the folder are left out: their size is not what is tried."""
READABLE = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".pdf", ".ofd"})


@dataclass
class Findings:
    """What became of all the uploads of a run."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What was done and what came of it → how often."""
    failures: list[tuple[Case, Outcome]] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, case: Case, outcome: Outcome) -> None:
        """Count one more upload."""
        self.outcomes[case.kind, outcome.kind] += 1
        self.slowest = max(self.slowest, outcome.seconds)
        if outcome.failed:
            self.failures.append((case, outcome))


def fuzz(found: Iterable[Case], engine: str, seconds: float = SECONDS) -> Findings:
    """Return what became of some uploads, read one after the other with an engine."""
    findings = Findings()
    jail = Jail(engine, seconds)
    try:
        for case in found:
            findings.add(case, jail.read(case.data, case.name))
    finally:
        jail.close()
    return findings


def files_of(folder: Path | None) -> dict[str, bytes]:
    """Return the papers of a folder by name, without the very large ones."""
    listed = sorted(folder.iterdir()) if folder else []
    papers = [each for each in listed if each.suffix.lower() in READABLE]
    return {each.name: each.read_bytes() for each in papers if each.stat().st_size <= LARGEST}


def show(findings: Findings, console: Console) -> None:
    """Print the outcomes by what was done, and each failure."""
    kinds = sorted({kind for kind, _ in findings.outcomes})
    outcomes = sorted({outcome for _, outcome in findings.outcomes})
    table = Table(title="outcomes")
    for name in ("", *outcomes):
        table.add_column(name)
    for kind in kinds:
        table.add_row(kind, *(str(findings.outcomes[kind, each] or "") for each in outcomes))
    totals = (sum(findings.outcomes[kind, each] for kind in kinds) for each in outcomes)
    table.add_row("all", *map(str, totals))
    console.print(table)
    console.print(f"slowest: {findings.slowest:.1f} s; failures: {len(findings.failures)}")
    for case, outcome in findings.failures:
        told = f"{case.number} {case.kind} of {case.source}: {outcome.kind}, {outcome.message}"
        console.print(told, markup=False)


def keep(findings: Findings, folder: Path) -> None:
    """Write the files that failed, to be tried again."""
    for case, _ in findings.failures:
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(case.data).hexdigest()[:12]
        (folder / f"{case.number:05}_{digest}.bin").write_bytes(case.data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and return the exit code."""
    options = _options(arguments)
    console = Console(stderr=True)
    found = cases(options.count, options.seed, files_of(options.folder))

    def counted() -> Iterator[Case]:
        yield from track(found, "reading", total=options.count, console=console, transient=True)

    findings = fuzz(counted(), options.engine)
    show(findings, Console(width=WIDTH))
    keep(findings, options.keep)
    return 1 if findings.failures else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="other files for another number")
    parser.add_argument("--folder", type=Path, help="further good files to spoil")
    parser.add_argument("--engine", default="null", help="OCR engine: null, rapid …")
    parser.add_argument("--keep", type=Path, default=KEPT, help="where failing files are kept")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
