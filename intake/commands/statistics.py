"""``zhiban statistics``: what the filings add up to."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import date

HELP = "统计办件：预填比例、预检结果、一次通过率、各规则的提示数。"


def command(
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    since: Annotated[str, typer.Option(help="起始日期，如 2026-11-01。")] = "",
    until: Annotated[str, typer.Option(help="截止日期（含当日）。")] = "",
) -> None:
    """Print the statistics of the filings of this installation."""
    from intake.commands.output import print_json
    from intake.filings.statistics import add_up
    from intake.registry import read_registry
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        counted = add_up(session, read_registry(), _day(since), _day(until))
    store.close()
    if json:
        print_json(counted)
    else:
        _show(counted)


def _day(text: str) -> "date | None":
    from datetime import date

    from models.errors import InvalidRequestError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRequestError(f"“{text}”不是日期，请写成 2026-11-01 这样。") from error


def _show(counted: dict[str, Any]) -> None:
    from intake.commands.output import print_table

    columns = ("情形", "办件", "展示栏目", "预填", "被改动", "预填比例", "已提交", "一次通过率")
    total = counted["total"] | {"scenario": "合计", "name": ""}
    print_table("办件统计", columns, [_row(each) for each in [*counted["scenarios"], total]])
    flags = counted["total"]["flags"]
    print_table("提示", ("规则", "条数"), [(rule, str(number)) for rule, number in flags.items()])


def _row(group: dict[str, Any]) -> tuple[str, ...]:
    prefill, first = group["prefill"], group["first_time"]
    return (
        f"{group['scenario']} {group['name']}".strip(),
        str(group["filings"]),
        *(str(prefill[name]) for name in ("shown", "filled", "changed")),
        _percent(prefill["ratio"]),
        str(first["handed_in"]),
        _percent(first["ratio"]),
    )


def _percent(ratio: float | None) -> str:
    return "—" if ratio is None else f"{ratio:.1%}"
