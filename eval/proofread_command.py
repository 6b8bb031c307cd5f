"""The ``zhiban eval proofread`` command."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from docgen.gongwen.spelling.choice import fetch_choice
from docgen.gongwen.spelling.corrector import Corrector, shipped
from docgen.gongwen.spelling.judging import Judge
from docgen.gongwen.spelling.kept import fetch
from docgen.gongwen.spelling.settings import Level, read_settings
from docgen.gongwen.spelling.tuning import unlearnt
from eval.model_settings import model_settings
from eval.proofread import PARTS, Line, SetReport, measure_set, read_set
from intake.gongwen.endpoints import judge_by

Reports = TypeAdapter(list[SetReport])
COLUMNS = (
    "评测集",
    "句数",
    "有错",
    "检出 P/R/F1",
    "改对 P/R/F1",
    "误改正确句",
    "每千字误报",
    "字/秒",
)


def proofread(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    sets: Annotated[list[Path], typer.Argument(help="每行含 source 与 target 的 JSON 行文件")],
    folds: Annotated[
        Path | None, typer.Option(help="逐份用未学过该份的模型来测；调参命令留下的文件夹")
    ] = None,
    level: Annotated[Level, typer.Option(help="报到哪一级")] = Level.SUSPECTED,
    model: Annotated[Path | None, typer.Option(help="另行训练的模型")] = None,
    judge_url: Annotated[str, typer.Option(help="复核错别字的语言模型地址，如 http://…/v1")] = "",
    judge_model: Annotated[str, typer.Option(help="该语言模型的名称")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """逐句纠正错别字，按整句统计检出、改对与误改，并列出他人公布的数字。"""
    judged = _judging(judge_url, judge_model)
    correctors = [judged(each) for each in _correctors(folds, model)]
    reports = [measure_set(each.stem, _tried(each, correctors), level) for each in sets]
    if as_json:
        typer.echo(Reports.dump_json(reports, indent=1).decode())
    else:
        _print(reports)


def _correctors(folds: Path | None, model: Path | None) -> list[Corrector]:
    """Return the correctors: one for each part of a set, or one for all."""
    if folds:
        unseeing = [unlearnt(folds, part) for part in range(PARTS)]
        return [Corrector(kept, choice, read_settings()) for kept, choice in unseeing]
    return [Corrector(fetch(model), fetch_choice(), read_settings()) if model else shipped()]


def _judging(url: str, model: str) -> Callable[[Corrector], Corrector | Judge]:
    """Return what puts a language model beside a corrector, where one is named."""
    settings = model_settings(url, model, "judge")
    if not settings:
        return lambda corrector: corrector
    return lambda corrector: judge_by(settings, settings.seconds, corrector) or corrector


def _tried(
    path: Path, correctors: Sequence[Corrector | Judge]
) -> list[tuple[Corrector | Judge, list[Line]]]:
    if len(correctors) == 1:
        return [(correctors[0], read_set(path))]
    return [(corrector, read_set(path, part)) for part, corrector in enumerate(correctors)]


def _print(reports: list[SetReport]) -> None:
    console = Console()
    table = Table(*COLUMNS)
    for each in reports:
        told = [
            f"{rates.precision} / {rates.recall} / {rates.f1}"
            for rates in (each.detection, each.correction)
        ]
        cells = (each.sentences, each.wrong, *told, f"{each.clean_changed}%")
        speed = (each.alarms_per_1000, each.characters_per_second)
        table.add_row(each.name, *(str(cell) for cell in (*cells, *speed)))
    console.print(table)
    for each in reports:
        if each.unjudged:
            console.print(f"{each.name}：{each.unjudged} 句语言模型没有答完，由自有模型判断。")
        for other in each.published:
            console.print(
                f"{each.name}：{other.system} 改对 F1 {other.correction_f1}（{other.note}）"
            )
