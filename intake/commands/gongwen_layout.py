"""``zhiban layout``: a draft laid out to GB/T 9704-2012, and Word files measured against it."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.document.official import Official
    from docgen.gongwen.layout.style import Style
    from docgen.gongwen.measuring.deviation import Measured
    from docgen.gongwen.samples.lesson import Lesson

HELP = (
    "智能排版：按 GB/T 9704-2012 排成 Word；layout check 文件.docx 则复测并列出偏差；"
    "layout template 样例.docx 则从样例学出排版模板。"
)
CHECK = "check"
TEMPLATE = "template"


def command(
    words: Annotated[
        list[str],
        typer.Argument(help="要素 JSON 或任何文稿；或 check 和文件；或 template 和样例。"),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="存为 DOCX 或 PDF；学出的模板存为 TOML。")
    ] = None,
    template: Annotated[Path | None, typer.Option(help="本单位的排版模板（TOML）。")] = None,
    pictures: Annotated[Path | None, typer.Option(help="每页存为 PNG 的文件夹。")] = None,
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Lay a draft out, or measure a Word file (exit code 1: it has faults), or learn from one."""
    from docgen.gongwen.layout.style import adapt, standard
    from intake.inputs import read_bytes

    if words[0] == TEMPLATE:
        _learn(words[1:], out, json=json)
        return
    style = standard()
    if template:
        style = adapt(read_bytes(template).decode("utf-8", "replace"), style)
    if words[0] == CHECK:
        _check(words[1:], style, json=json)
    else:
        _lay_out(Path(words[0]), style, out, pictures)


def _check(files: list[str], style: "Style", *, json: bool) -> None:
    from docgen.gongwen.measuring.measure import measure
    from intake.commands.output import print_json
    from intake.inputs import read_bytes
    from intake.office import open_word
    from intake.settings import Settings
    from models.errors import InvalidRequestError

    if len(files) != 1:
        raise InvalidRequestError("请指定一个要复测的 DOCX 文件。")
    data = read_bytes(Path(files[0]))
    with closing(open_word(Settings())) as word:
        measured = measure(data, word.convert, style=style)
    if json:
        print_json({**measured.model_dump(mode="json"), "faults": len(measured.faults)})
    else:
        _show(measured)
    if measured.faults:
        raise typer.Exit(1)


def _learn(files: list[str], out: Path | None, *, json: bool) -> None:
    from docgen.gongwen.samples.learning import learn
    from docgen.gongwen.samples.proving import proven
    from intake.commands.output import print_json, save_file
    from intake.inputs import read_bytes
    from intake.office import open_word
    from intake.settings import Settings
    from models.errors import InvalidRequestError

    if len(files) != 1:
        raise InvalidRequestError("请指定一个样例 DOCX 文件。")
    file = Path(files[0])
    data = proven(read_bytes(file))
    with closing(open_word(Settings())) as word:
        lesson = learn(data, file.stem, word.convert)
    if out:
        save_file(out, lesson.toml.encode())
    if json:
        print_json(lesson.model_dump(mode="json"))
    else:
        _tell(lesson, out)


def _tell(lesson: "Lesson", out: Path | None) -> None:
    from intake.commands.output import print_line

    told = (
        ("学到", [each.told for each in lesson.learnt]),
        ("错误", lesson.contradicting),
        ("未学", lesson.unexpressed),
        ("未测", lesson.unmeasured),
    )
    for word, lines in told:
        for line in lines:
            print_line(f"{word} {line}")
    print_line(
        f"按{lesson.form}格式学习：学到 {len(lesson.learnt)} 项，其中与标准的规定不一致 "
        f"{len(lesson.contradicting)} 处（照样例保留）；模板不能表达 {len(lesson.unexpressed)} 处。"
    )
    print_line(f"已存为模板：{out}" if out else lesson.toml)


def _show(measured: "Measured") -> None:
    from intake.commands.output import print_line

    for each in measured.deviations:
        print_line(f"{'错误' if each.is_fault else '提示'} {each.told}")
    for words in measured.unmeasured:
        print_line(f"未测 {words}")
    hints = len(measured.deviations) - len(measured.faults)
    print_line(f"按{measured.form}格式复测：错误 {len(measured.faults)} 处，提示 {hints} 处。")


def _lay_out(file: Path, style: "Style", out: Path | None, pictures: Path | None) -> None:
    from docgen.gongwen.layout.composing import lay_out
    from docgen.gongwen.layout.preview import preview
    from docgen.gongwen.layout.substitution import substitutions
    from intake.commands.output import print_line, save_file
    from intake.office import open_word
    from intake.settings import Settings

    docx = lay_out(_read(file), style)
    target = out or file.with_suffix(".docx")
    as_pdf = target.suffix.lower() == ".pdf"
    with closing(open_word(Settings())) as word:
        pdf = word.convert(docx) if as_pdf or pictures else b""
    save_file(target, pdf if as_pdf else docx)
    if pictures:
        for number, picture in enumerate(preview(pdf), 1):
            save_file(pictures / f"{file.stem}-{number}.png", picture)
    if pdf:
        for each in substitutions(style):
            print_line(each.told)
    print_line(f"已排版：{target}")


def _read(file: Path) -> "Official":
    """Return the elements of a JSON file, or those recognised in a draft of any kind."""
    from pydantic import ValidationError

    from docgen.gongwen.document.official import Official
    from docgen.gongwen.elements.recogniser import recognise
    from docgen.gongwen.opening.file import open_file
    from intake.commands.means import opening_means
    from intake.inputs import read_bytes
    from models.errors import InvalidRequestError

    data = read_bytes(file)
    if file.suffix.lower() == ".json":
        try:
            return Official.model_validate_json(data)
        except ValidationError as error:
            raise InvalidRequestError("要素文件（JSON）的写法不对，或含有不认识的要素。") from error
    with opening_means() as able:
        return recognise(open_file(data, file.name, able)).official
