"""The ``zhiban eval`` commands."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from eval.answers.command import answers
from eval.compare.command import HELP as COMPARE
from eval.compare.command import compare
from eval.elements.command import HELP as ELEMENTS
from eval.elements.command import elements
from eval.invocation.command import models
from eval.metrics.fields import Rates
from eval.model_settings import model_settings
from eval.papers import Report, evaluate
from eval.policies_command import policies
from eval.population.run import measure
from eval.population.show import print_population
from eval.proofread_command import proofread
from eval.referring.command import HELP as REFERRING
from eval.referring.command import referring
from eval.retrieval_command import retrieval
from eval.seeded.command import seeded
from eval.starter_command import starter
from eval.truth import read_truths
from intake.second_reader import make_second_reader
from intake.settings import Settings
from models.engines.registry import make_engine

app = typer.Typer(help="测量识别、预填、预检与检索的准确率。", no_args_is_help=True)


@app.callback()
def choose() -> None:
    """测量识别、预填、预检与检索的准确率。"""


@app.command()
def papers(
    folder: Annotated[Path, typer.Argument(help="图片与同名标注 JSON 所在的文件夹")],
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
    engine: Annotated[str, typer.Option(help="识别引擎：rapid、paddle、recorded、null")] = "rapid",
    reader_url: Annotated[str, typer.Option(help="语言模型的地址，如 http://…/v1")] = "",
    reader_model: Annotated[str, typer.Option(help="语言模型的名称")] = "",
    reader_vision: Annotated[bool, typer.Option(help="同时发送图片，须为视觉模型")] = False,
) -> None:
    """读取文件夹中的全部图片，与标注逐项比对。"""
    samples = list(read_truths(folder)) if folder.is_dir() else []
    if not samples:
        Console(stderr=True).print(
            f"{folder} 中没有带标注的图片。请给出含图片和同名 .json 标注的文件夹。"
        )
        raise typer.Exit(2)
    settings = model_settings(reader_url, reader_model, "reader", vision=reader_vision)
    second = make_second_reader(settings) if settings else None
    with Progress(console=Console(stderr=True), disable=as_json) as progress:
        task = progress.add_task("识别", total=len(samples))
        report = evaluate(
            samples,
            make_engine(engine),
            date.today(),  # noqa: DTZ011 - the office's own day decides whether a paper has expired
            lambda name: progress.update(task, advance=1, description=name),
            second,
        )
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        _print(report)


@app.command()
def population(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
    each: Annotated[int | None, typer.Option(help="每个情形最多测多少件")] = None,
) -> None:
    """用模拟的人员、企业、车船逐件申报，测量预填率、错填率、漏检和误报。"""
    with Progress(console=Console(stderr=True), disable=as_json) as progress:
        task = progress.add_task("申报", total=None)
        report = measure(Settings(), lambda name: progress.update(task, description=name), each)
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    else:
        print_population(report)


app.command()(models)
app.command()(proofread)
app.command(help=ELEMENTS)(elements)
app.command(help=COMPARE)(compare)
app.command(help=REFERRING)(referring)
app.command()(retrieval)
app.command()(starter)
app.command()(seeded)
app.command()(answers)
app.command()(policies)


def _print(report: Report) -> None:
    console = Console()
    table = Table("类型", "字段", "完全正确", "标为确定", "其中正确")
    for kind, figures in report.types.items():
        table.add_row(kind, *_cells(figures))
    table.add_row("合计", *_cells(report.all), style="bold")
    console.print(table)
    for score in report.wrong:
        console.print(
            f"{score.sample} {score.type}.{score.key}：应为 {score.wanted}，"
            f"读出 {score.got}（{score.state}）"
        )
    console.print(
        f"{report.pictures} 张图片，{report.seconds} 秒；异常中断 {len(report.crashed)} 张"
    )
    if report.model:
        console.print(
            f"语言模型补读：正确 {report.model.gained} 项，错误 {report.model.wrong} 项"
            f"（其中标为确定 {report.model.wrong_sure} 项），未作答 {report.model.failed} 份"
        )


def _cells(figures: Rates) -> tuple[str, str, str, str]:
    return (
        str(figures.fields),
        _percent(figures.exact),
        _percent(figures.sure_share),
        _percent(figures.sure_exact),
    )


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
