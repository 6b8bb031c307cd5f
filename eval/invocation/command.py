"""``zhiban eval models``: how exact the fifteen models are."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.invocation.measure import measure
from eval.specimens.generate import seeds_of
from models.catalog import read_catalog
from models.catalog.measured import Measurement, keep_measurement
from models.specs import need


def models(
    seeds: Annotated[str, typer.Option(help="样张与虚构人口的种子，如 3100-3109")] = "3100-3103",
    only: Annotated[list[str] | None, typer.Option(help="只测这些模型，如 M01")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="写入目录，供模型目录显示")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """测量十五个智能模型：识别看样张，数据免填看虚构人口。"""
    catalog = read_catalog()
    need("--only", "model", only or (), catalog)
    chosen = [model for code, model in catalog.items() if code in (only or catalog)]
    told = Console(stderr=True)
    measured = []
    for each in measure(chosen, seeds_of(seeds), lambda name: told.print(f"测量 {name}")):
        measured.append(each)
        if keep:
            keep_measurement(each)
    if as_json:
        typer.echo(json.dumps([_shape(each) for each in measured], ensure_ascii=False, indent=1))
    else:
        _print(measured)


def _shape(measured: Measurement) -> dict[str, object]:
    whole = {"accuracy": measured.all.accuracy, "wrong": measured.all.wrong}
    return {**measured.model_dump(mode="json"), **whole}


def _print(measured: list[Measurement]) -> None:
    table = Table("模型", "样本", "份数", "拒绝", "栏目", "给出", "正确", "错误", "准确率")
    for each in measured:
        for name, figures in each.groups.items():
            counts = (figures.samples, figures.refused, figures.fields, figures.given)
            table.add_row(
                each.model,
                name,
                *map(str, (*counts, figures.right, figures.wrong)),
                f"{figures.accuracy:.1%}" if figures.fields else "—",
            )
    Console().print(table)
