"""``zhiban proofread``: the faults of a text, on the screen or as JSON."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.proofread.fault import Report

HELP = "智能校验：错别字、标点、数字、序号、引文、固定表述等，逐处列出并给出建议。"
LEVELS = ("必错", "疑似", "提示")


def command(
    file: Annotated[Path, typer.Argument(help="DOCX、DOC、WPS、PDF、OFD、图片或纯文字。")],
    level: Annotated[str, typer.Option(help="报到哪一级：必错、疑似或提示。")] = "疑似",
    public: Annotated[bool, typer.Option(help="文件将对外公开：个人信息按必错报。")] = False,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="另存勘误报告：.docx。")
    ] = None,
) -> None:
    """Print the faults of a file in the order of its text."""
    from docgen.gongwen.opening.file import open_file
    from docgen.gongwen.proofread.engine import proofread
    from docgen.gongwen.proofread.fault import Severity
    from docgen.gongwen.proofread.text import Setting
    from docgen.gongwen.proofread.writing_back.sheet import make_report
    from intake.clock import today
    from intake.commands.means import opening_means
    from intake.commands.output import print_json
    from intake.inputs import read_bytes
    from models.errors import InvalidRequestError

    if level not in LEVELS:
        raise InvalidRequestError(f"没有“{level}”这一级，请填 {'、'.join(LEVELS)}。")
    with opening_means() as means:
        opened = open_file(read_bytes(file), file.name, means)
    setting = Setting(today=today(), public=public)
    report = proofread(opened, (), Severity(level), setting=setting)
    if output:
        output.write_bytes(make_report(report, file.name))
    if json:
        print_json([fault.model_dump(mode="json") for fault in report.faults])
    else:
        _show(report)


def _show(report: "Report") -> None:
    from intake.commands.output import print_line, print_table

    rows = [
        (
            str(fault.start),
            fault.wrong,
            " / ".join(each or "（删去）" for each in fault.suggestions),
            fault.kind,
            fault.severity,
            f"{fault.reason}［{fault.source}］",
        )
        for fault in report.faults
    ]
    print_table("勘误列表", ("位置", "原文", "建议", "类别", "级别", "理由"), rows)
    counts = "，".join(f"{name} {count} 处" for name, count in report.by_severity.items())
    print_line(f"共 {report.characters} 字，{counts}，质量分 {report.score}")
