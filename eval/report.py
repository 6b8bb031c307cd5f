"""Write the page that says how well papers are read.

    python -m eval.report --set real=DIR --set clean=DIR --set degraded=DIR --out docs

Every figure of ``accuracy.md`` and ``pictures/reliability.svg`` comes from the reading that this
command does.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from eval.diagram import draw_reliability
from eval.metrics.fields import Rates
from eval.papers import Report, evaluate
from eval.truth import read_truths
from extractors.types import document_types
from models.engines.registry import make_engine


def compose(reports: Mapping[str, Report], command: str) -> str:
    """Return the page as Markdown."""
    lines = [
        "# How well papers are read",
        "",
        f"Written by `{command}`; do not edit by hand. A field is right when it says exactly what",
        "is printed, spaces and the width of characters aside. *Sure* is the share of fields that",
        "need no second look, *sure right* the share of those that are right.",
    ]
    for name, report in reports.items():
        lines += ["", f"## {name}: {report.pictures} pictures", "", *_table(report)]
    lines += ["", "## Does confidence mean what it says", ""]
    lines += ["![reliability](pictures/reliability.svg)", "", *_errors(reports)]
    return "\n".join(lines) + "\n"


def _table(report: Report) -> Iterator[str]:
    yield "| | | fields | right | sure | sure right |"
    yield "|---|---|--:|--:|--:|--:|"
    titles = {kind.id: kind.title for kind in document_types().values()}
    for kind, figures in report.types.items():
        yield f"| {kind} | {titles[kind]} | {_cells(figures)} |"
    for grade, figures in report.grades.items():
        yield f"| *pictures graded {grade or 'not at all'}* | | {_cells(figures)} |"
    yield f"| **all** | | {_cells(report.all)} |"


def _cells(figures: Rates) -> str:
    shares = (figures.exact, figures.sure_share, figures.sure_exact)
    printed = ("–" if share is None else f"{share:.1%}" for share in shares)
    return " | ".join([str(figures.fields), *printed])


def _errors(reports: Mapping[str, Report]) -> Iterator[str]:
    for name, report in reports.items():
        apart = report.calibration_error
        yield f"- {name}: mean distance between confidence and share right {apart}"


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Write the page that says how well papers are read."
    )
    parser.add_argument("--set", dest="sets", action="append", required=True, metavar="NAME=DIR")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder to write to")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every set and write the page with its diagram."""
    options = read_options(arguments)
    engine, today = make_engine("rapid"), date.today()  # noqa: DTZ011 - the office's own day
    reports = {}
    for each in options.sets:
        name, _, folder = each.partition("=")
        reports[name] = evaluate(read_truths(Path(folder)), engine, today)
    pictures = options.out / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    command = "python -m eval.report " + " ".join(f"--set {each}" for each in options.sets)
    (options.out / "accuracy.md").write_text(compose(reports, command), encoding="utf-8")
    drawn = draw_reliability({name: report.reliability for name, report in reports.items()})
    (pictures / "reliability.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
