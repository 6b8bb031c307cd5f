"""``zhiban compare``: how a file differs from an older one, on the screen, as JSON or a report."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.compare.difference import Comparison
    from docgen.gongwen.document.opened import Opened

HELP = "智能比对：两份文件的内容和格式有哪些不同，数字、日期、金额和当事人排在最前。"
MOST_SHOWN = 200
"""Differences told on the screen; the JSON and the reports have all of them."""


def command(
    left: Annotated[Path, typer.Argument(help="原稿：DOCX、DOC、WPS、PDF、OFD、图片或纯文字。")],
    right: Annotated[Path, typer.Argument(help="新稿。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="另存为报告：.docx、.pdf 或 .html。")
    ] = None,
) -> None:
    """Print the differences of two files; exit code 1 when there are any, 0 when there are none."""
    from docgen.gongwen.compare.compare import compare
    from docgen.gongwen.opening.file import open_file
    from intake.commands.means import opening_means
    from intake.commands.output import print_json
    from intake.inputs import read_bytes

    with opening_means() as means:
        older, newer = (open_file(read_bytes(each), each.name, means) for each in (left, right))
    found = compare(older, newer)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        _show(found)
    if output:
        _save(output, found, older, newer)
    if found.differences:
        raise typer.Exit(1)


def _save(output: Path, found: "Comparison", left: "Opened", right: "Opened") -> None:
    from docgen.gongwen.compare.page import make_page
    from docgen.gongwen.compare.report import make_report
    from intake.office import open_word
    from intake.settings import Settings
    from models.errors import InvalidRequestError

    kind = output.suffix.lower()
    if kind in {".html", ".htm"}:
        content = make_page(found, left, right).encode()
    elif kind in {".docx", ".pdf"}:
        content = make_report(found)
    else:
        raise InvalidRequestError("报告只能存为 .docx、.pdf 或 .html，请改文件名的后缀。")
    if kind == ".pdf":
        with closing(open_word(Settings())) as word:
            content = word.convert(content)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InvalidRequestError(f"写不了文件 {output}。") from error


def _show(found: "Comparison") -> None:
    from docgen.gongwen.compare.report import summary_of
    from intake.commands.output import print_line

    for each in found.differences[:MOST_SHOWN]:
        print_line(each.sentence)
    for doubt in found.doubts:
        print_line(f"说明：{doubt}")
    print_line(summary_of(found))
