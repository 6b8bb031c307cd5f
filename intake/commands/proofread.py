"""``zhiban proofread``: the faults of a text, on the screen or as JSON."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docgen.gongwen.document.opened import Opened
    from docgen.gongwen.proofread.fault import Report

HELP = "智能校验：错别字、标点、数字、序号、引文、固定表述等，逐处列出并给出建议。"
LEVELS = ("必错", "疑似", "提示")


def command(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    file: Annotated[Path, typer.Argument(help="DOCX、DOC、WPS、PDF、OFD、图片或纯文字。")],
    level: Annotated[str, typer.Option(help="报到哪一级：必错、疑似或提示。")] = "疑似",
    public: Annotated[bool, typer.Option(help="文件将对外公开：个人信息按必错报。")] = False,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    lexicon: Annotated[
        list[Path] | None, typer.Option(help="自有词库：CSV、XLSX 或 TOML，可以给几个。")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="另存勘误报告：.docx。")
    ] = None,
    comments: Annotated[Path | None, typer.Option(help="另存写有批注的 DOCX。")] = None,
    revisions: Annotated[Path | None, typer.Option(help="另存写有修订的 DOCX。")] = None,
) -> None:
    """Print the faults of a file in the order of its text; write them back where it is asked."""
    from docgen.gongwen.proofread.writing_back.sheet import make_report
    from intake.commands.output import print_beside, print_json, print_line, save_file
    from intake.inputs import read_bytes
    from models.errors import InvalidRequestError

    if level not in LEVELS:
        raise InvalidRequestError(f"没有“{level}”这一级，请填 {'、'.join(LEVELS)}。")
    if (comments or revisions) and file.suffix.lower() != ".docx":
        raise InvalidRequestError("只能在 DOCX 文件里写批注和修订；其他文件请用 -o 另存勘误报告。")
    data = read_bytes(file)
    opened = _open(data, file.name)
    report = _proofread(opened, level, lexicon or [], public=public)
    written = list(_write_back(data, opened, report, comments, revisions))
    if output:
        save_file(output, make_report(report, file.name))
    if json:
        print_json([fault.model_dump(mode="json") for fault in report.faults])
        print_beside(report.doubts)
        return
    _show(report)
    for line in written:
        print_line(line)


def _open(data: bytes, name: str) -> "Opened":
    from docgen.gongwen.opening.file import open_file
    from intake.commands.means import opening_means

    with opening_means() as means:
        return open_file(data, name, means)


def _proofread(
    opened: "Opened", level: str, lexicons: "Sequence[Path]", *, public: bool
) -> "Report":
    from docgen.gongwen.proofread.checkers import checkers_with
    from docgen.gongwen.proofread.engine import proofread
    from docgen.gongwen.proofread.fault import Severity
    from docgen.gongwen.proofread.lexicon.table import read_lexicon
    from docgen.gongwen.proofread.text import Setting
    from intake.clock import today
    from intake.gongwen.endpoints import make_judge
    from intake.inputs import read_bytes
    from intake.settings import Settings

    own = [read_lexicon(read_bytes(each), each.name) for each in lexicons]
    settings = Settings()
    seconds = settings.drafting.proofread_seconds
    setting = Setting(today=today(), public=public, seconds=seconds)
    checkers = checkers_with(make_judge(settings))
    return proofread(opened, own, Severity(level), setting=setting, checkers=checkers)


def _write_back(
    data: bytes, opened: "Opened", report: "Report", comments: Path | None, revisions: Path | None
) -> "Iterator[str]":
    """Save the file with its faults in it, and yield how many it holds."""
    from docgen.gongwen.proofread.writing_back.marking import How, mark
    from intake.clock import now
    from intake.commands.output import save_file

    asked = ((comments, How.COMMENTS, "批注"), (revisions, How.REVISIONS, "修订"))
    for target, how, what in asked:
        if target:
            marked = mark(data, opened, report, how, now())
            save_file(target, marked.docx)
            left = f"，另有 {marked.left} 处只列在勘误列表中" if marked.left else ""
            yield f"已写入{what} {marked.written} 处{left}：{target}"


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
    for doubt in report.doubts:
        print_line(doubt)
