"""The ``zhiban eval referring`` command."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from docgen.gongwen.document.kinds import read_kinds
from eval.referring.measure import Report, Row, measure
from eval.referring.real import measure_real
from models.errors import InvalidRequestError

HELP = "以文写文：从事实已知、措辞和版式都没见过的文稿取用事实，逐项核对取得对不对。"
PARTS = ("tuning", "unseen")
HEADS = ("写明", "取出", "取对", "取全率 %", "取准率 %", "默认勾选", "勾选准 %")


def referring(
    part: Annotated[str, typer.Option(help="tuning 调试用的文稿，unseen 没见过的文稿")] = "unseen",
    papers: Annotated[
        Path | None, typer.Option(help="数据文件夹：改测其中的真实公文", exists=True)
    ] = None,
    faults: Annotated[bool, typer.Option(help="逐条列出取错的事实")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Print which facts are taken rightly, by where they stand, by layout and kind."""
    if part not in PARTS:
        raise InvalidRequestError(f"--part 只能是：{'、'.join(PARTS)}。")
    report = measure_real(papers, part) if papers else measure(part)
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report, faults=faults)


def _print(report: Report, *, faults: bool) -> None:
    console = Console()
    console.print(f"{report.documents} 份文稿")
    kinds = {name: kind.title for name, kind in read_kinds().items()}
    console.print(_table("范围", [report.whole, *report.by_where, *report.by_layout]))
    named = [row.model_copy(update={"name": kinds[row.name]}) for row in report.by_kind]
    console.print(_table("文种", named))
    console.print(_table("事实", report.by_fact))
    for each in report.faults if faults else ():
        told, taken = ("；".join(words) or "（无）" for words in (each.told, each.taken))
        console.print(Text(f"{kinds[each.kind]}，{each.layout}，{each.fact}：{told} ≠ {taken}"))


def _table(title: str, rows: Iterable[Row]) -> Table:
    table = Table(title, *HEADS)
    for row in rows:
        counts = (row.told, row.taken, row.right)
        shares = (f"{row.recall:.1f}", f"{row.precision:.1f}")
        table.add_row(
            row.name, *map(str, counts), *shares, str(row.sure), f"{row.sure_precision:.1f}"
        )
    return table
