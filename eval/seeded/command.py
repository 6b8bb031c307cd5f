"""The ``zhiban eval seeded`` command."""
# ruff: noqa: D415 - the docstring of the command is its Chinese help

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from eval.seeded.measure import KindRates, SeededReport, measure
from eval.seeded.seeds import read_kinds
from models.errors import InvalidRequestError

LEAST: Final = 95
"""Percent that a rule should reach."""


def seeded(
    data: Annotated[
        Path | None,
        typer.Option(help="含 corpora 的数据文件夹：加报告作底稿，并测误报"),
    ] = None,
    each: Annotated[int, typer.Option(min=1, max=500, help="每类植入多少处")] = 20,
    only: Annotated[
        list[str] | None, typer.Option(help="只测这一类，可重复；不再测干净文本")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """向干净的公文植入各类错误，按类统计查出与误报，并测干净文本每千字的误报"""
    report = measure(data, each, _known(only or []))
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report)


def _known(only: list[str]) -> list[str]:
    kinds = read_kinds()
    for name in only:
        if name not in kinds:
            raise InvalidRequestError(f"没有“{name}”这一类，请从 eval/seeded/kinds.toml 中选。")
    return only


def _print(report: SeededReport) -> None:
    console = Console()
    table = Table("类别", "植入", "查出", "召回%", "精确%", "首选改对")
    for kind in report.kinds:
        rates = (kind.recall, kind.precision)
        table.add_row(kind.title, *map(str, (kind.seeds, kind.told, *rates, kind.right)))
    console.print(table)
    for who, learnt in (("规则", False), ("模型", True)):
        kinds = [kind for kind in report.kinds if kind.learnt is learnt]
        if kinds:
            console.print(f"{who}共 {len(kinds)} 类，{_together(kinds)}")
    for kind in report.kinds:
        for text in kind.missed:
            console.print(f"漏报（{kind.title}）：{text!r}", markup=False)
        for text in kind.alarms:
            console.print(f"误报（{kind.title}）：{text!r}", markup=False)
    for each in report.clean:
        console.print(
            f"干净文本 {each.name}：{each.characters} 字，每千字误报 必错 {each.certain}、"
            f"含疑似 {each.suspected}；最多的规则 {dict(each.most)}"
        )


def _together(kinds: list[KindRates]) -> str:
    seeds, told, false = (
        sum(getattr(kind, name) for kind in kinds) for name in ("seeds", "told", "false")
    )
    good = sum(kind.recall >= LEAST and kind.precision >= LEAST for kind in kinds)
    recall, precision = 100 * told / max(seeds, 1), 100 * told / max(told + false, 1)
    return f"{good} 类召回与精确均不低于 {LEAST}%；合计召回 {recall:.1f}%，精确 {precision:.1f}%"
