"""The ``zhiban eval starter`` command."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.starter import StarterReport, measure_starter

NAMES = {
    "answerable": "有答案",
    "chat": "闲聊",
    "finance": "金融",
    "far": "其他部门的事",
    "near": "相近而无答案",
}


def starter(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """用自编的口语问题向随附的知识条目提问，列出没有排在第一位的问题。"""
    report = measure_starter()
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report)


def _print(report: StarterReport) -> None:
    console = Console()
    misses = Table("没有排在第一位的问题", "应当找到", "实际找到")
    for miss in report.misses:
        misses.add_row(miss.question, miss.wanted, "、".join(miss.found))
    console.print(misses)
    measured = report.rates
    for told, ways in (("用", measured.with_sayings), ("不用", measured.without_sayings)):
        rates = ways["default"]
        console.print(
            f"{told}口语词表：{measured.questions} 题，召回@1 {rates.recall_at_1}，"
            f"召回@5 {rates.recall_at_5}，nDCG@10 {rates.ndcg_at_10}"
        )
    ended = Table("问题", "作答", "答对条目", "追问", "选项中有答案", "不答")
    for kind, each in report.ended.items():
        ended.add_row(
            NAMES.get(kind, kind), *(f"{share:.1%}" for share in each.model_dump().values())
        )
    console.print(ended)
    shares = "，".join(f"{kind} {share:.0%}" for kind, share in report.below.items())
    console.print(f"95% 有答案的问题得分不低于 {report.threshold}；无答案的问题低于它的：{shares}")
