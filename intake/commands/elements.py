"""``zhiban elements``: the elements of an official document, and the 发文单 filled from them."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.elements.found import Found, Recognised
    from docgen.gongwen.elements.slip import Slip

HELP = "智能抽取：认出公文的各项要素及其位置，可填成发文单。"


def command(
    file: Annotated[Path, typer.Argument(help="公文：DOCX、DOC、WPS、PDF、OFD、图片或纯文字。")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="把发文单存为这个 DOCX 文件。")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print the elements of a file in the order of the document."""
    from docgen.gongwen.elements.recogniser import recognise
    from docgen.gongwen.elements.slip import fill_slip
    from docgen.gongwen.opening.file import open_file
    from intake.commands.means import opening_means
    from intake.commands.output import print_json
    from intake.inputs import read_bytes

    with opening_means() as means:
        opened = open_file(read_bytes(file), file.name, means)
    seen = recognise(opened)
    slip = fill_slip(seen)
    if output:
        _save(output, slip)
    if json:
        told = seen.model_dump(mode="json")
        print_json({**told, "doubts": [*opened.doubts, *seen.doubts], "slip": slip.values})
    else:
        _show(seen, opened.doubts)


def _save(output: Path, slip: "Slip") -> None:
    from docgen.gongwen.elements.slip_word import print_slip
    from models.errors import InvalidRequestError

    try:
        output.write_bytes(print_slip(slip))
    except OSError as error:
        raise InvalidRequestError(f"写不了文件 {output}，文件夹不存在或无权写入。") from error


def _show(seen: "Recognised", doubts: tuple[str, ...]) -> None:
    from intake.commands.output import print_line, print_table

    columns = ("要素", "内容", "位置", "把握", "依据")
    print_table("公文要素", columns, (_row(each) for each in seen.found))
    for doubt in (*doubts, *seen.doubts):
        print_line(f"待核：{doubt}")


def _row(found: "Found") -> tuple[str, ...]:
    from models.clean import shorten

    first = found.places[0]
    page = f"第{first.page}页 " if first.page else ""
    where = f"{page}第{first.paragraph + 1}段"
    signs = "；".join(found.signs)
    return found.element, shorten(found.text, 60), where, f"{found.confidence:.0%}", signs
