"""``zhiban verify``: whether a signed PDF or OFD is whole, and who signed it."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import Annotated

import typer

MARKS = {"good": "√", "unsure": "？", "bad": "×", "plain": "·"}
HELP = "验证签章：文件签后是否被改动，由谁签署。"


def command(
    file: Annotated[Path, typer.Argument(help="签过章的 PDF 或 OFD 文件。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print the verdict on a signed file; exit code 1 unless it is valid."""
    from intake.commands.output import print_json, print_line
    from intake.inputs import read_bytes
    from intake.settings import Settings
    from intake.verification.verify import verify_file

    verdict = verify_file(Settings(), read_bytes(file))
    if json:
        print_json(verdict)
    else:
        print_line(verdict["sentence"])
        for number, each in enumerate(verdict["signatures"], start=1):
            print_line(f"签章 {number}：{each['seal'] or each['signer'] or '不明'}")
            for said in each["statements"]:
                print_line(f"  {MARKS[said['look']]} {said['about']}：{said['text']}")
        for advice in verdict["advice"]:
            print_line(f"→ {advice}")
    if not verdict["valid"]:
        raise typer.Exit(1)
