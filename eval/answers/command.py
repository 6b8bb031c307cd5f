"""``zhiban eval answers``: when questions are answered, and when they are declined."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.answers.curve import draw_curve
from eval.answers.judging import Point, Report, measure

NAMES = {"near": "相近而无答案", "other_domain": "其他行业", "chitchat": "闲聊"}


def answers(
    folder: Annotated[Path, typer.Argument(help="题库文件夹，含 corpus、queries、unanswerable")],
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
    picture: Annotated[Path | None, typer.Option(help="把曲线画成 SVG，写到这个文件")] = None,
) -> None:
    """测量该答的答了多少、该拒的拒了多少，并核对每一处引用。"""
    wanted = ("corpus.jsonl", "queries.jsonl", "qrels.tsv", "unanswerable.jsonl")
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        Console(stderr=True).print(f"{folder} 中缺少 {'、'.join(missing)}，请给出完整的题库。")
        raise typer.Exit(2)
    result = measure(folder)
    if picture:
        picture.write_text(draw_curve(result), encoding="utf-8")
    typer.echo(result.model_dump_json(indent=1)) if as_json else _print(result)


def _print(result: Report) -> None:
    kinds = [kind for kind in result.questions if kind in result.here.declined]
    titles = [f"拒答：{NAMES.get(kind, kind)}" for kind in kinds]
    table = Table("界线", "作答", "其中找对的作答", *titles)
    for point in result.curve:
        table.add_row(*_cells(point, kinds))
    table.add_row(*_cells(result.here, kinds), style="bold")
    console = Console()
    console.print(table)
    most = "，".join(f"前 {depth} 条 {share:.1%}" for depth, share in result.ceiling.items())
    console.print(f"可答题答 95% 时，对所看条目判断无误者最多能拒答的相近问题：{most}")
    console.print(f"引用 {result.citations} 处，位置或原文不符 {result.citations_wrong} 处")


def _cells(point: Point, kinds: list[str]) -> list[str]:
    shares = (point.answered, point.answered_right, *(point.declined[kind] for kind in kinds))
    return [f"{point.answer_from:.2f}", *(f"{share:.1%}" for share in shares)]
