"""The ``zhiban eval elements`` command."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from docgen.gongwen.opening.file import Means
from eval.elements.real import measure_papers
from eval.elements.run import Report, Row, make_samples, measure, read_part, read_sources
from intake.knowledge.lined import by_engine
from intake.office import open_word
from intake.settings import Settings
from models.engines.registry import make_engine

HELP = "造出十五个文种、多种版式的公文，逐要素比对抽取结果；也可测真实公文。"
SECTIONS = (
    ("按要素", "by_element"),
    ("按版式", "by_family"),
    ("按文种", "by_kind"),
    ("按来源", "by_source"),
)


def elements(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    part: Annotated[str, typer.Option(help="tuning 调参用的版式，unseen 未见过的版式")] = "unseen",
    each: Annotated[int, typer.Option(min=1, help="每种版式、每个文种各造多少份")] = 2,
    sources: Annotated[str, typer.Option(help="docx,txt,pdf,scan 中的几种，逗号分隔")] = "docx,txt",
    seed: Annotated[int | None, typer.Option(help="种子；不给则是常用的一套")] = None,
    papers: Annotated[
        Path | None, typer.Option(help="数据文件夹：另测其中的真实公文", exists=True)
    ] = None,
    faults: Annotated[bool, typer.Option(help="逐条列出认错的要素")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Print how many elements are read right, by element, layout, kind and source."""
    settings = Settings()
    with closing(open_word(settings)) as word:
        means = Means(recognise=by_engine(make_engine(settings.engine)))
        samples = make_samples(read_part(part), each, read_sources(sources), word.convert, seed)
        report = measure_papers(papers) if papers else measure(samples, part, means)
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report, faults=faults)


def _print(report: Report, *, faults: bool) -> None:
    console = Console()
    whole = report.whole
    counts = f"要素 {whole.all} 个，认对 {whole.right} 个，{whole.share}%"
    console.print(f"{report.documents} 份，{counts}")
    for title, name in SECTIONS:
        rows: Sequence[Row] = getattr(report, name)
        console.print(_table(title, rows))
    for fault in report.faults if faults else ():
        verdict = fault.verdict
        words = f"{fault.document} {verdict.element}：应为“{verdict.wanted[:60]}”"
        console.print(Text(f"{words}，认成“{verdict.got[:60]}”"))


def _table(title: str, rows: Iterable[Row]) -> Table:
    table = Table(title, "认对", "共", "%")
    for row in rows:
        table.add_row(Text(row.name), str(row.right), str(row.all), f"{row.share:.2f}")
    return table
