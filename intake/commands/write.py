"""``zhiban write``: a draft of an official document from facts, without a language model."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly;
# docstrings are Chinese help

import json as json_module
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docgen.gongwen.document.opened import Opened
    from docgen.gongwen.writing.declared import Length
    from docgen.gongwen.writing.drafting import Drafted
    from docgen.gongwen.writing.given import Value

HELP = "智能写作：按文种填写事实，直接成稿；不用大模型，缺的事实会列出来，不会编造。"


def command(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    kind: Annotated[str, typer.Argument(help="文种，如“请示”或 request；不填则列出全部。")] = "",
    facts: Annotated[Path | None, typer.Option(help="事实文件（TOML 或 JSON）。")] = None,
    reference: Annotated[Path | None, typer.Option(help="参照文：列出其中的事实。")] = None,
    passed: Annotated[Path | None, typer.Option(help="印发、转发的文件：全文随通知排印。")] = None,
    questions: Annotated[bool, typer.Option("--questions", help="列出要填写的事实。")] = False,
    length: Annotated[str, typer.Option(help="篇幅：简短、一般、详细。")] = "一般",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="docx、txt 或 json。")] = None,
) -> None:
    """Write a draft, list the kinds, what a kind asks, or what another text tells of it."""
    from docgen.gongwen.writing.conditions import Conditions
    from docgen.gongwen.writing.drafting import draft
    from docgen.gongwen.writing.words import text_of
    from intake.commands.output import print_line

    if not kind:
        _list_kinds()
        return
    found = _found(kind)
    if reference:
        _list_offers(found, reference, out)
        return
    if questions or facts is None:
        _list_questions(found)
        return
    told = _read(facts) | (_passed(found, passed) if passed else {})
    drafted = draft(found, told, Conditions(length=_length(length)))
    text = text_of(drafted.official)
    if out is None:
        print_line(text)
    else:
        _save(out, drafted, text)
    _tell(drafted)
    if not drafted.complete:
        raise typer.Exit(1)


def _tell(drafted: "Drafted") -> None:
    """Say how long the draft is, what it leaves out, what it lacks and what breaks a rule."""
    from intake.commands.output import print_line

    print_line(f"约 {drafted.extent.characters} 字、{drafted.extent.pages} 页。")
    for question in drafted.left_out:
        print_line(f"没有写入：{question}")
    for line in drafted.unset:
        print_line(f"没有排入（版头、版记、页码）：{line}")
    for question in drafted.missing:
        print_line(f"还缺：{question}")
    for fault in drafted.faults:
        print_line(f"不合规定：{fault}")


def _length(told: str) -> "Length":
    """Return the length of that name; raises ``InvalidRequestError``."""
    from docgen.gongwen.writing.declared import Length
    from models.errors import InvalidRequestError

    if told not in list(Length):
        raise InvalidRequestError(f"篇幅只能是：{'、'.join(Length)}。")
    return Length(told)


def _save(out: Path, drafted: "Drafted", text: str) -> None:
    """Write the draft as what the file's name ends with: laid out, as a record, or as text."""
    from docgen.gongwen.layout.composing import lay_out

    if out.suffix == ".docx":
        out.write_bytes(lay_out(drafted.official))
    else:
        as_json = out.suffix == ".json"
        out.write_text(drafted.model_dump_json(indent=2) if as_json else text, encoding="utf-8")


def _found(kind: str) -> str:
    """Return the id of a kind by its id or title; raises ``NotFoundError``."""
    from docgen.gongwen.document.kinds import read_kinds
    from models.errors import NotFoundError

    for name, each in read_kinds().items():
        if kind in {name, *each.words}:
            return name
    raise NotFoundError(f"没有“{kind}”这个文种。")


def _list_kinds() -> None:
    from docgen.gongwen.document.kinds import read_kinds
    from intake.commands.output import print_table

    rows = [
        (name, each.title, "法定公文" if each.statutory else "事务文书", "、".join(each.directions))
        for name, each in read_kinds().items()
    ]
    print_table("文种", ("代号", "文种", "类别", "行文方向"), rows)


def _list_questions(kind: str) -> None:
    from docgen.gongwen.writing.declared import read_written
    from intake.commands.output import print_table

    rows = [
        (
            name,
            each.question,
            "必填" if each.required else "",
            "、".join(each.choices),
            each.example,
        )
        for name, each in read_written()[kind].facts.items()
    ]
    print_table("要填写的事实", ("名称", "问题", "必填", "可选值", "示例"), rows)


def _passed(kind: str, path: Path) -> "dict[str, Value]":
    """Return a file as the fact that is a whole document; raises ``InvalidRequestError``."""
    from docgen.gongwen.opening.typed import text_lines
    from docgen.gongwen.writing.declared import Type, read_written
    from models.errors import InvalidRequestError

    text = "\n".join(text_lines(_open(path)))
    for name, fact in read_written()[kind].facts.items():
        if fact.type is Type.DOCUMENT:
            return {name: text}
    raise InvalidRequestError("这个文种不印发、转发其他文件，请去掉 --passed。")


def _open(path: Path) -> "Opened":
    from docgen.gongwen.opening.file import open_file
    from intake.commands.means import opening_means
    from intake.inputs import read_bytes

    with opening_means() as means:
        return open_file(read_bytes(path), path.name, means)


def _list_offers(kind: str, path: Path, out: Path | None) -> None:
    """Show what a reference text offers; the sure offers are saved as facts to be gone through."""
    from docgen.gongwen.writing.declared import read_written
    from docgen.gongwen.writing.referring.refer import refer
    from intake.commands.output import print_table

    facts = read_written()[kind].facts
    offers = refer(kind, _open(path)).offers
    rows = [
        (
            facts[each.fact].question,
            each.value if isinstance(each.value, str) else "；".join(map(str, each.value)),
            f"第 {each.places[0].paragraph + 1} 段，{each.sign}" if each.places else each.sign,
            "" if each.sure else "请核对",
        )
        for each in offers
    ]
    print_table("参照文中的事实", ("事实", "内容", "出处", ""), rows)
    if out:
        told = {each.fact: each.value for each in reversed(offers) if each.sure}
        out.write_text(json_module.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")


def _read(path: Path) -> "dict[str, Value]":
    import tomllib

    from intake.inputs import read_bytes
    from models.errors import InvalidRequestError
    from models.files.texts import decode

    text = decode(read_bytes(path), path.name)
    try:
        told = json_module.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise InvalidRequestError(_unreadable(path.name, str(error))) from error
    if not isinstance(told, dict):
        raise InvalidRequestError(f"事实文件“{path.name}”应为“名称 = 内容”的形式。")
    return {name: _value(value) for name, value in told.items()}


def _unreadable(name: str, told: str) -> str:
    """Return where a file of facts cannot be read, and how it is to be written."""
    line = re.search(r"line (\d+)", told)
    place = f"第 {line.group(1)} 行" if line else "末尾"
    return (
        f"事实文件“{name}”{place}的写法有误：每行写一项，名称和内容都放在英文引号内，"
        'TOML 如 "标题" = "关于……的请示"，JSON 如 {"标题": "关于……的请示"}。'
    )


def _value(told: object) -> "Value":
    """Return a fact as words, items or rows; numbers and days of TOML are told as words."""
    if not isinstance(told, list):
        return str(told)
    return [
        {str(name): str(cell) for name, cell in row.items()} if isinstance(row, dict) else str(row)
        for row in told
    ]
