"""``zhiban library``: bring documents into the library, in bulk."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.gongwen.bringing import Brought

HELP = "公文库批量更新：文件夹里的公文或 JSON 行文件，入库并列出结果；中断后重新执行即可接着做。"
MOST_SHOWN = 20


def command(
    paths: Annotated[
        list[Path], typer.Argument(help="公文、文件夹，或每行一份公文的 JSON 行文件。")
    ],
    officer: Annotated[str, typer.Option(help="入库人姓名，必填。")] = "",
    level: Annotated[str, typer.Option(help="发文层级：国家、市、区或单位。")] = "单位",
    readers: Annotated[
        list[str] | None, typer.Option("--reader", help="可阅读的科室或人员；不填为全体工作人员。")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="把这些公文移出公文库。")] = False,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print what came of a bulk update; exit code 1 when something could not be kept."""
    from docgen.gongwen.library.filed import LEVELS
    from intake.commands.means import opening_means
    from intake.commands.output import print_json
    from intake.gongwen.bringing import bring
    from intake.gongwen.gathering import Gathering
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store
    from knowledge.entries.entry import EVERYBODY
    from models.errors import InvalidRequestError, UnnamedOfficerError

    if not officer.strip():
        raise UnnamedOfficerError("入库要记录是谁办的：请加上 --officer 姓名。")
    if level not in LEVELS:
        raise InvalidRequestError(f"没有“{level}”这一级，请填 {'、'.join(LEVELS)}。")
    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    try:
        with opening_means() as means:
            gathering = Gathering(store, means, level, tuple(readers or (EVERYBODY,)), remove)
            brought = bring(store, gathering.of(paths), officer, _tell)
    finally:
        store.close()
    print_json(brought.model_dump(mode="json")) if json else _show(brought)
    if brought.problems:
        raise typer.Exit(1)


def _tell(seen: int) -> None:
    typer.echo(f"已处理 {seen} 份", err=True)


def _show(brought: "Brought") -> None:
    from intake.commands.output import print_line

    counts = f"新入库 {brought.new} 份，更新 {brought.changed} 份，未变 {brought.same} 份"
    others = f"被取代移出 {brought.replaced} 份，标记废止失效 {brought.ended} 份"
    gone = f"移出 {brought.removed} 份，库中原本没有 {brought.absent} 份"
    problems = f"未能处理 {len(brought.problems)} 份"
    print_line(f"第 {brought.number} 次更新：{counts}；{others}；{gone}；{problems}")
    for problem in brought.problems[:MOST_SHOWN]:
        print_line(f"  {problem}")
    if len(brought.problems) > MOST_SHOWN:
        print_line("  其余见 --json。")
