"""``zhiban read``: what stands on some papers."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import Annotated, Any

import typer

HELP = "读取材料：类型、画面质量、每个字段的值和位置。"


def command(
    files: Annotated[list[Path], typer.Argument(help="图片、PDF 或 OFD 文件。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    ask: Annotated[str, typer.Option(help="只读取这些栏目，如：姓名,证件号码:id18。")] = "",
) -> None:
    """Print what stands on some papers; exit code 1 when one of them cannot be read."""
    from extractors.asked_fields import parse_fields
    from intake.commands.output import print_json, with_progress
    from intake.filings.bureau import Bureau

    fields = parse_fields(ask) if ask else ()
    bureau = Bureau.open()
    entries: list[dict[str, Any]] = []
    for file in with_progress(files, "读取材料"):
        entries += bureau.entries(file, fields)
    if json:
        print_json(entries)
    else:
        _show(entries)
    if any("error" in entry for entry in entries):
        raise typer.Exit(1)


def _show(entries: list[dict[str, Any]]) -> None:
    from intake.commands.output import print_line, print_table

    for entry in entries:
        if "error" in entry:
            print_line(f"{entry['file']}：{entry['error']['message']}{entry['error']['remedy']}")
            continue
        rows = [
            (key, str(field["value"] or ""), field["state"], f"{field['confidence']:.2f}")
            for key, field in entry["fields"].items()
        ]
        title = f"{entry['file']} 第 {entry['page']} 页：{entry['type']}"
        print_table(title, ("字段", "值", "状态", "把握"), rows)
        for signature in entry["signatures"]:
            name = signature["seal"] or signature["signer"] or "不明"
            print_line(f"电子签章“{name}”：{signature['message']}")
        for warning in entry["warnings"]:
            print_line(warning["message"])
