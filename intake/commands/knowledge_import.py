"""``zhiban knowledge import``: files and folders to drafts, with a report of what came of it."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.knowledge.importing import Upload
    from intake.store.knowledge_imports import Kept
    from knowledge.importing.draft import Understood
    from knowledge.sorting.report import Sorted

HELP = "导入文件或整个文件夹：整理成待审核的条目草稿，并列出读懂了什么、没有读懂什么。"
MOST_SHOWN = 12
"""Pairs, groups or left-out parts told on the screen; the JSON has all of them."""
HIDDEN = (".", "~$")
"""How names begin that no person gave."""


def command(
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹。")],
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不存入知识库。")] = False,
    officer: Annotated[str, typer.Option(help="导入人姓名，存入时必填。")] = "",
    department: Annotated[str, typer.Option(help="文件里没有写明时的责任部门。")] = "",
) -> None:
    """Print what was understood of each file; exit code 1 when nothing came of one of them."""
    from intake.commands.means import machine
    from intake.commands.output import print_json, with_progress
    from intake.knowledge.importing import Means, understand
    from knowledge.sorting.report import sort_out
    from models.errors import UnnamedOfficerError

    if not dry_run and not officer.strip():
        raise UnnamedOfficerError(
            "存入知识库要记录是谁导入的：请加上 --officer 姓名，或 --dry-run。"
        )
    uploads = list(_uploads(paths))
    with machine() as (convert, recognise):
        means = Means(convert, recognise)
        found = [understand(upload, means) for upload in with_progress(uploads, "导入")]
    order = sort_out(found)
    kept = () if dry_run else _keep(uploads, found, officer, department)
    if json:
        told = [each.model_dump(mode="json") for each in found]
        rest = {
            "sorted": order.model_dump(mode="json"),
            "kept": [each.model_dump() for each in kept],
        }
        print_json({"files": told, **rest})
    else:
        _show(found, order, kept)
    if any(each.problem for each in found):
        raise typer.Exit(1)


def _uploads(paths: Sequence[Path]) -> "Iterator[Upload]":
    from intake.inputs import read_bytes
    from intake.knowledge.importing import Upload

    for path in paths:
        below = (
            sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        )
        for file in below:
            if not file.name.startswith(HIDDEN):
                yield Upload(file.name, read_bytes(file))


def _keep(
    uploads: "Sequence[Upload]", found: "Sequence[Understood]", officer: str, department: str
) -> "Sequence[Kept]":
    """Keep originals and drafts as an import over HTTP does, all of it before returning."""
    from intake.knowledge.import_work import ImportDesk, keep_originals, keep_read
    from intake.knowledge.importing import Means
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store
    from intake.store.files import Files
    from intake.store.knowledge_imports import new_import

    settings = Settings()
    sealer = Sealer(read_key(settings.key_path))
    store = Store(settings.store_url, sealer)
    try:
        desk = ImportDesk(store, Files(settings.file_root, sealer), Means(), matters={})
        handed = tuple(keep_originals(desk.files, uploads))
        return keep_read(desk, new_import(officer, department, len(handed)), handed, found)
    finally:
        store.close()


def _show(found: "Sequence[Understood]", order: "Sorted", kept: "Sequence[Kept]") -> None:
    from intake.commands.output import print_line

    for each in found:
        for line in (each.file, *_drafts(each), *_told(each)):
            print_line(line)
    _show_order(order)
    drafts = sum(len(each.drafts) for each in found)
    failed = sum(1 for each in found if each.problem)
    print_line(f"文件 {len(found)} 个，条目 {drafts} 条，没有读出内容的文件 {failed} 个。")
    for one in kept:
        if one.refused:
            print_line(f"没有存入“{one.title}”：{one.refused}")
    if kept:
        print_line(f"已存入草稿 {sum(1 for one in kept if one.id)} 条，等待审核。")


def _drafts(found: "Understood") -> Iterator[str]:
    """Yield what each entry of a file is, and what is known of it."""
    for draft in found.drafts:
        source = draft.source
        begun, over = draft.effective_from, draft.expires
        said = {
            "文号": source.number,
            "发文": source.issuer,
            "日期": str(source.issued_on or ""),
            "部门": draft.department,
            "施行": str(begun or ""),
            "失效": str(over or ""),
        }
        counts = {"节": draft.sections, "条": draft.articles, "表": draft.tables}
        counts["问"] = len(draft.questions)
        told = [f"{name} {value}" for name, value in said.items() if value]
        told += [f"{value} {name}" for name, value in counts.items() if value]
        yield f"  [{KINDS[draft.kind.value]}] {draft.title}（{'，'.join(told)}）{draft.place}"


KINDS = {"faq": "问答", "guide": "指南", "policy": "政策", "law": "法规", "notice": "公告"}


def _told(found: "Understood") -> Iterator[str]:
    """Yield what a person should know of one file."""
    lines = [found.problem] if found.problem else []
    lines += [
        f"未导入：{each.what}（{each.count} 处，{each.why}）"
        for each in found.left_out[:MOST_SHOWN]
    ]
    if len(found.left_out) > MOST_SHOWN:
        lines.append(f"未导入的还有 {len(found.left_out) - MOST_SHOWN} 项，见 --json 的输出。")
    lines += found.remarks
    remarks = [(draft.place, remark) for draft in found.drafts for remark in draft.remarks]
    lines += [f"{place} {remark}".strip() for place, remark in remarks[:MOST_SHOWN]]
    if len(remarks) > MOST_SHOWN:
        lines.append(f"提示还有 {len(remarks) - MOST_SHOWN} 条，见 --json 的输出。")
    yield from (f"    {line}" for line in lines)


def _show_order(order: "Sorted") -> None:
    from intake.commands.output import print_line

    names = {"same": "内容相同", "near": "内容相近", "within": "一条在另一条之中"}
    for how, name in names.items():
        pairs = [pair for pair in order.copies if pair.copy_ == how]
        if pairs:
            print_line(f"{name} {len(pairs)} 对：")
        for pair in pairs[:MOST_SHOWN]:
            print_line(
                f"  {pair.one} ↔ {pair.other}（{pair.likeness:.0%}）：{pair.proposal}{pair.reason}"
            )
    groups = [group for group in order.clusters if len(group.members) > 1]
    for group in groups[:MOST_SHOWN]:
        print_line(f"同一主题“{group.label}”：{len(group.members)} 条")
