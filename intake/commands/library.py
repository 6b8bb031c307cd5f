"""``zhiban library``: bring documents into the library, in bulk."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.library.filed import Filed
    from docgen.gongwen.opening.file import Means
    from intake.gongwen.bringing import Brought

HELP = "公文库批量更新：文件夹里的公文或 JSON 行文件，入库并列出结果；中断后重新执行即可接着做。"
LINES = (".jsonl", ".ndjson")
HIDDEN = (".", "~$")
"""How names begin that no person gave."""
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
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print what came of a bulk update; exit code 1 when something could not be kept."""
    from docgen.gongwen.library.filed import LEVELS
    from intake.commands.means import opening_means
    from intake.commands.output import print_json
    from intake.gongwen.bringing import bring
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
            documents = _documents(paths, level, tuple(readers or (EVERYBODY,)), means)
            brought = bring(store, documents, officer, _tell)
    finally:
        store.close()
    if json:
        print_json(brought.model_dump(mode="json"))
    else:
        _show(brought)
    if brought.problems:
        raise typer.Exit(1)


def _documents(
    paths: list[Path], level: str, readers: tuple[str, ...], means: "Means"
) -> "Iterator[Filed | str]":
    from docgen.gongwen.library.bulk import read_lines
    from intake.inputs import read_bytes

    for file in _files(paths):
        if file.suffix.casefold() in LINES:
            yield from read_lines(read_bytes(file), file.name, readers)
        else:
            yield _document(file, level, readers, means)


def _document(file: Path, level: str, readers: tuple[str, ...], means: "Means") -> "Filed | str":
    from docgen.gongwen.library.bulk import filed_of
    from docgen.gongwen.opening.file import open_file
    from intake.inputs import read_bytes
    from models.errors import ServiceError

    try:
        return filed_of(open_file(read_bytes(file), file.name, means), level, readers)
    except ServiceError as error:
        return f"{file.name}：{error or error.remedy}"


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (
            each for each in below if not each.is_dir() and not each.name.startswith(HIDDEN)
        )


def _tell(seen: int) -> None:
    typer.echo(f"已处理 {seen} 份", err=True)


def _show(brought: "Brought") -> None:
    from intake.commands.output import print_line

    counts = f"新入库 {brought.new} 份，更新 {brought.changed} 份，未变 {brought.same} 份"
    print_line(f"{counts}，未能入库 {len(brought.problems)} 份")
    for problem in brought.problems[:MOST_SHOWN]:
        print_line(f"  {problem}")
    if len(brought.problems) > MOST_SHOWN:
        print_line("  其余见 --json。")
