"""``zhiban caseqc``: the quality of case records, before the platform counts their faults."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from precheck.caseqc import Report

HELP = "办件数据质检：检查办件记录（JSON、JSON Lines、CSV、XLSX），列出违反的规则。"

MOST_SHOWN = 50
"""Faulty records told on the screen; the JSON and the saved table have all of them."""


def command(
    files: Annotated[list[Path] | None, typer.Argument(help="一起检查的文件。")] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    guide: Annotated[Path | None, typer.Option(help="事项标准清单（TOML）。")] = None,
    report: Annotated[Path | None, typer.Option(help="另存问题清单（CSV）。")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="列出全部规则（Markdown）。")] = False,
) -> None:
    """Print what is wrong with the records; exit code 1 when one of them has an error."""
    from intake.commands.output import print_json, print_line
    from intake.inputs import read_bytes
    from intake.records_quality import check_files
    from intake.settings import Settings
    from models.errors import InvalidRequestError
    from precheck.caseqc.listing import markdown

    if rules:
        print_line(markdown())
        return
    if not files:
        raise InvalidRequestError("没有指定要检查的文件。")
    settings = Settings(matters=guide) if guide else Settings()
    checked = check_files([(file.name, read_bytes(file)) for file in files], settings)
    if report:
        _save(checked, report)
    if json:
        print_json(checked.model_dump(mode="json"))
    else:
        _show(checked)
    if not checked.clean:
        raise typer.Exit(1)


def _show(checked: "Report") -> None:
    from intake.commands.output import print_line

    for fault in checked.faults:
        print_line(f"{fault.code} {fault.message}")
    for record in checked.faulty[:MOST_SHOWN]:
        print_line(f"{record.file} 第 {record.row} 行 {record.apply_no}".rstrip())
        for fault in record.faults:
            place = f"第 {fault.position} 条" if fault.position else ""
            print_line(f"  {fault.code} {fault.label}{place}：{fault.message}{fault.note}")
    if len(checked.faulty) > MOST_SHOWN:
        print_line(f"还有 {len(checked.faulty) - MOST_SHOWN} 件，见 --report 或 --json 的输出。")
    _show_rules(checked)
    share = "—" if checked.share is None else f"{checked.share:.1%}"
    print_line(f"办件 {checked.records} 件，没有错误的 {checked.faultless} 件（{share}）。")


def _show_rules(checked: "Report") -> None:
    from intake.commands.output import print_line, print_table

    told = [each for each in checked.rules if each.records or each.unasked]
    rows = [
        (each.code, each.label, str(each.records), str(each.unasked), each.lacks) for each in told
    ]
    if rows:
        columns = ("规则", "字段", "违反的办件", "未能核", "未能核的原因")
        print_table("有问题或未能核的规则", columns, rows)
    print_line(f"另有 {len(checked.rules) - len(told)} 条规则没有发现问题。")


def _save(checked: "Report", path: Path) -> None:
    """Write the faults as a table that spreadsheets open; no cell of it is a formula."""
    import csv

    from precheck.caseqc.report import rows_of

    rows = rows_of(checked)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["文件"])
        writer.writeheader()
        writer.writerows({name: _inert(cell) for name, cell in row.items()} for row in rows)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
