"""The ``zhiban eval retrieval`` command."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from eval.retrieval import BenchReport, benches_in, measure

Reports = TypeAdapter(list[BenchReport])
COLUMNS = ("评测集", "方式", "口语词表", "nDCG@10", "MRR@10", "召回@1", "召回@5", "召回@10")


def retrieval(
    folder: Annotated[Path, typer.Argument(help="一个检索评测集，或存放若干评测集的文件夹")],
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """用知识库自身的检索逐题提问，测量各种方式找到答案的名次。"""
    folders = benches_in(folder)
    with Progress(console=Console(stderr=True), disable=as_json) as progress:
        reports = [measure(each) for each in progress.track(folders, description="检索")]
    if as_json:
        typer.echo(Reports.dump_json(reports, indent=1).decode())
    else:
        _print(reports)


def _print(reports: list[BenchReport]) -> None:
    console = Console()
    table = Table(*COLUMNS)
    for report in reports:
        for told, ways in (("用", report.with_sayings), ("不用", report.without_sayings)):
            for way, rates in ways.items():
                cells = (f"{value:.4f}" for value in rates.model_dump().values())
                table.add_row(report.bench, way, told, *cells)
    console.print(table)
    for report in reports:
        console.print(
            f"{report.bench}：{report.passages} 段，{report.questions} 题；"
            f"建索引 {report.index_seconds} 秒，每题 {report.question_ms} 毫秒"
        )
