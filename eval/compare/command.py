"""The ``zhiban eval compare`` command."""

import random
from collections.abc import Callable
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import Means, open_file
from docgen.word.office import WordOffice
from eval.compare.measure import Report, measure
from eval.compare.seeds import ALL, CONTENT
from eval.compare.tracked import Tracked, measure_tracked
from eval.elements.making import make_scan
from intake.knowledge.lined import by_engine
from intake.office import open_word
from intake.settings import Settings
from models.engines.registry import make_engine

HELP = "在造出的公文里按种子改动若干处，看比对是否逐处找到、有没有多报。"
PAGED = tuple(name for name in CONTENT if name not in {"分段", "并段", "改页眉"})
"""Edits that print shows for sure."""
Opening = Callable[[bytes], Opened]


def compare(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    edits: Annotated[int, typer.Option(min=1, help="改动多少处")] = 200,
    seed: Annotated[int | None, typer.Option(help="种子；不给则随机")] = 7,
    random_seed: Annotated[bool, typer.Option("--random", help="用随机的种子")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="转成 PDF 再比对，只改内容")] = False,
    scan: Annotated[
        bool, typer.Option("--scan", help="转成扫描件（略斜、模糊、有噪点）再识别、比对，只改内容")
    ] = False,
    revisions: Annotated[
        bool, typer.Option("--revisions", help="写成修订稿，看全部接受、全部拒绝各得到什么")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Print how many seeded edits are found exactly, and how much else is told."""
    number = random.SystemRandom().randrange(10**6) if random_seed or seed is None else seed
    if revisions:
        with closing(open_word(Settings())) as word:
            _print_tracked(measure_tracked(number, edits, word.convert), as_json=as_json)
        return
    if pdf or scan:
        names = {name: CONTENT[name] for name in PAGED}
        with closing(open_word(Settings())) as word:
            opening = _scanned(word, number) if scan else _printed(word)
            report = measure(number, edits, names, opening)
    else:
        report = measure(number, edits, ALL)
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report)


def _printed(word: WordOffice) -> Opening:
    return lambda data: open_file(word.convert(data), "样张.pdf")


def _scanned(word: WordOffice, seed: int) -> Opening:
    means = Means(recognise=by_engine(make_engine(Settings().engine)))
    chance = random.Random(seed)  # noqa: S311 - how a scan lies, no secret
    return lambda data: open_file(make_scan(word.convert(data), chance), "样张.pdf", means)


def _print_tracked(told: Tracked, *, as_json: bool) -> None:
    if as_json:
        typer.echo(told.model_dump_json(indent=1))
        return
    opened = "没有安装 LibreOffice" if told.opened is None else f"LibreOffice 打开 {told.opened} 份"
    typer.echo(
        f"种子 {told.seed}，修订稿 {told.files} 份：全部接受得新稿 {told.accepted} 份，"
        f"全部拒绝得原稿 {told.rejected} 份，逐处写出 {told.single} 份，{opened}"
    )


def _print(report: Report) -> None:
    console = Console()
    told = f"改动 {report.made} 处，找到 {report.found} 处，多报 {report.extra} 处"
    console.print(f"种子 {report.seed}，{report.drafts} 份：{told}")
    table = Table("改动", "处数", "找到")
    for each in report.by_edit:
        table.add_row(each.name, str(each.made), str(each.found))
    console.print(table)
    for miss in report.misses:
        console.print(miss, markup=False)
