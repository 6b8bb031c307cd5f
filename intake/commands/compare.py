"""``zhiban compare``: how a file differs from an older one, on the screen, as JSON or a report."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.compare.difference import Comparison
    from docgen.gongwen.compare.redline.redline import Original
    from docgen.gongwen.document.opened import Opened
    from docgen.gongwen.opening.file import Means

HELP = "智能比对：两份文件的内容和格式有哪些不同，关键改动在前；可写成报告或修订。"
MOST_SHOWN = 200
"""Differences told on the screen; the JSON and the reports have all of them."""


def command(
    left: Annotated[Path, typer.Argument(help="原稿：DOCX、DOC、WPS、PDF、OFD、图片或纯文字。")],
    right: Annotated[Path, typer.Argument(help="新稿。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="另存为报告：.docx、.pdf 或 .html。")
    ] = None,
    revisions: Annotated[
        Path | None, typer.Option(help="把改动写成修订的新稿（两份都是 DOCX 时）。")
    ] = None,
) -> None:
    """Print the differences of two files; exit code 1 when there are any, 0 when there are none."""
    from docgen.gongwen.compare.compare import compare
    from intake.commands.means import opening_means
    from intake.commands.output import print_json

    with opening_means() as means:
        older, newer = (_open(each, means) for each in (left, right))
    found = compare(older.opened, newer.opened)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        _show(found)
    if output:
        _save(output, _report(output.suffix.lower(), found, older.opened, newer.opened))
    if revisions:
        _track(revisions, older, newer)
    if found.differences:
        raise typer.Exit(1)


def _open(file: Path, means: "Means") -> "Original":
    from docgen.gongwen.compare.redline.redline import Original
    from docgen.gongwen.opening.file import open_file
    from intake.inputs import read_bytes

    data = read_bytes(file)
    return Original(data, open_file(data, file.name, means))


def _report(kind: str, found: "Comparison", left: "Opened", right: "Opened") -> bytes:
    from docgen.gongwen.compare.page import make_page
    from docgen.gongwen.compare.report import make_report
    from intake.office import open_word
    from intake.settings import Settings
    from models.errors import InvalidRequestError

    if kind in {".html", ".htm"}:
        return make_page(found, left, right).encode()
    if kind not in {".docx", ".pdf"}:
        raise InvalidRequestError("报告只能存为 .docx、.pdf 或 .html，请改文件名的后缀。")
    report = make_report(found)
    if kind == ".docx":
        return report
    with closing(open_word(Settings())) as word:
        return word.convert(report)


def _track(output: Path, older: "Original", newer: "Original") -> None:
    from docgen.gongwen.compare.redline.redline import redline
    from intake.clock import now

    made = redline(older, newer, now())
    _save(output, made.docx)
    for note in made.notes:
        typer.echo(f"说明：{note}", err=True)


def _save(output: Path, content: bytes) -> None:
    from models.errors import InvalidRequestError

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
