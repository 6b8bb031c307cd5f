"""``zhiban notices``: the numbers of a year, and whether each series is whole."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.store.notice_series import Series

HELP = "列出一年的文书编号，并核对每个序列没有跳号、没有重号。"

COLUMNS = ("机关", "文书", "首号", "末号", "已编", "作废", "跳号", "重号")


def command(
    year: Annotated[int, typer.Option("--year", help="哪一年的编号，例如 2026。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print every series of numbers of a year; fails when one has a gap or a double."""
    from intake.commands.output import print_json, print_line, print_table
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store
    from intake.store.notice_series import read_series

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        series = read_series(session, year)
    whole = all(each.whole for each in series)
    if json:
        print_json({"year": year, "whole": whole, "series": [each.model_dump() for each in series]})
    else:
        print_table(f"{year} 年文书编号", COLUMNS, [_row(each) for each in series])
        given = sum(len(each.numbers) for each in series)
        print_line(
            f"共 {len(series)} 个序列、{given} 个编号，没有跳号和重号。"
            if whole
            else "编号有跳号或重号，见上表。请报告安全管理员，并保留现场。"
        )
    if not whole:
        raise typer.Exit(1)


def _row(series: "Series") -> tuple[str, ...]:
    first, last = (series.numbers[0], series.numbers[-1]) if series.numbers else ("", "")
    counts = (str(len(series.numbers)), str(series.void))
    faults = ("、".join(map(str, each)) or "无" for each in (series.missing, series.doubled))
    return (series.office, series.kind, first, last, *counts, *faults)
