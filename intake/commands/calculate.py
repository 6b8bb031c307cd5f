"""``zhiban calculate``: a subsidy, a limit or a term, with its working."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from datetime import datetime
from typing import Annotated, Any

import typer

HELP = "按当日规定计算补贴、年限、限值等，列出每一步依据；不写名称时列出全部计算器。"


def command(
    name: Annotated[str, typer.Argument(help="计算器名称，如 truck_subsidy。")] = "",
    values: Annotated[
        list[str] | None, typer.Argument(help="事实，写成 名称=值，如 new_price=159800。")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="按哪一天的规定，默认今天。")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print what a calculator makes of the values; without a name, print every calculator."""
    from intake.calculating import calculation_shape, calculators_shape
    from intake.clock import today
    from intake.commands.output import print_json

    if not name:
        listed = calculators_shape()
        print_json(listed) if json else _show_all(listed)
        return
    shape = calculation_shape(name, _pairs(values or []), on.date() if on else today())
    print_json(shape) if json else _show(shape)


def _pairs(values: list[str]) -> dict[str, str]:
    from models.errors import InvalidRequestError

    told = dict(each.split("=", 1) for each in values if "=" in each)
    if len(told) < len(values):
        raise InvalidRequestError("每个事实写成 名称=值，且只写一次，如 new_price=159800。")
    return told


def _show_all(listed: list[dict[str, Any]]) -> None:
    from intake.commands.output import print_line

    for each in listed:
        print_line(f"{each['id']}：{each['title']}")
        for put in each["inputs"]:
            needed = "（必填）" if put["required"] else ""
            values = "、".join(put["options"]) or put["type"]
            print_line(f"  {put['key']} {put['label']}{needed}：{values}")


def _show(shape: dict[str, Any]) -> None:
    from intake.commands.output import print_line

    print_line(f"{shape['title']}：{shape['result']}{shape['unit']}")
    for number, step in enumerate(shape["steps"], 1):
        print_line(f"{number}. {step}")
    for title, lines in (
        ("原因", shape["reasons"]),
        ("以下条件没有说明，结果以其成立为前提", shape["assumed"]),
        ("依据", [each["text"] for each in shape["references"]]),
    ):
        if lines:
            print_line(f"{title}：")
        for line in lines:
            print_line(f"- {line}")
