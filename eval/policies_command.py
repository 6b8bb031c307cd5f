"""``zhiban eval policies``: how an invented population of firms fits the policies."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.policies import PolicyReport, measure_policies
from knowledge.policies import Verdict, read_library


def policies(
    firms: Annotated[int, typer.Option(min=1, max=10_000, help="虚构企业的数目")] = 200,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="按哪一天的规定，默认今天")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """对虚构企业逐项政策体检，统计符合度的分布，并查找自相矛盾的结论。"""  # noqa: D415 - Chinese
    day = on.date() if on else date.today()  # noqa: DTZ011 - the office's own day
    report = measure_policies(read_library(), firms, day)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _show(report)
    raise typer.Exit(1 if report.contradictions else 0)


def _show(report: PolicyReport) -> None:
    console = Console()
    table = Table("编号", "政策", *(verdict.value for verdict in Verdict), "已满足", "待补充")
    for code, each in report.policies.items():
        counts = (str(each.verdicts[verdict.value]) for verdict in Verdict)
        table.add_row(code, each.title, *counts, f"{each.share:.0%}", f"{each.open:.0%}")
    console.print(table)
    console.print(
        f"企业 {report.firms} 家，体检 {report.checkups} 次，平均每家符合或基本符合 "
        f"{report.fitting_per_firm} 项；矛盾 {len(report.contradictions)} 处。"
    )
    for told in report.contradictions[:20]:
        console.print(f"- {told}")
