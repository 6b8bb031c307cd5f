"""``zhiban library-updates``: what updates of the library did, and taking one back."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.gongwen.undoing import Undone
    from intake.store.database import Store
    from intake.store.gongwen_library_updates import KeptUpdate

HELP = "公文库更新记录：每次批量更新做了什么、现在是第几次更新；--undo 撤销其中一次。"
MOST = 50


def command(
    undo: Annotated[int, typer.Option(help="撤销第几次更新；不填只列出记录。")] = 0,
    officer: Annotated[str, typer.Option(help="撤销人姓名，撤销时必填。")] = "",
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print what the last updates did, or what came of taking one back."""
    from intake.commands.output import print_json
    from intake.gongwen.undoing import undo as take_back
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store
    from models.errors import UnnamedOfficerError

    if undo and not officer.strip():
        raise UnnamedOfficerError("撤销要记录是谁办的：请加上 --officer 姓名。")
    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    try:
        if undo:
            told = take_back(store, undo, officer, _tell)
            print_json(told.model_dump(mode="json")) if json else _show_undone(undo, told)
        else:
            _list(store, json=json)
    finally:
        store.close()


def _tell(seen: int) -> None:
    typer.echo(f"已处理 {seen} 份", err=True)


def _show_undone(number: int, told: "Undone") -> None:
    from intake.commands.output import print_line

    left = f"；{told.left} 份此后又有改动，保持现状" if told.left else ""
    print_line(f"第 {number} 次更新已撤销：{told.restored} 份恢复原状{left}。")
    print_line(f"这次撤销记为第 {told.number} 次，可再用 --undo {told.number} 恢复。")


def _list(store: "Store", *, json: bool) -> None:
    from intake.commands.output import print_json, print_line, print_table
    from intake.store import gongwen_library as kept
    from intake.store import gongwen_library_updates as updates

    with store.read() as session:
        live, told = updates.live(session), updates.last(session, MOST)
        documents = kept.count_documents(session)
    if json:
        shown = [each.model_dump(mode="json") for each in told]
        number = live.number if live else None
        print_json({"live": number, "documents": documents, "updates": shown})
        return
    day = f"{live.ended_at:%Y-%m-%d}（第 {live.number} 次）" if live and live.ended_at else "无"
    print_line(f"公文库现有 {documents} 份文件，最近一次有效更新：{day}。")
    print_table("更新记录", ("次", "时间", "办理人", "状态", "结果"), map(_row, told))


def _row(each: "KeptUpdate") -> tuple[str, ...]:
    counts = {name: count for name, count in each.report.counts.items() if count}
    told = "，".join(f"{WORDS.get(name, name)} {count}" for name, count in counts.items())
    problems = f"；未能处理 {len(each.report.problems)}" if each.report.problems else ""
    time = f"{each.begun_at.astimezone():%Y-%m-%d %H:%M}"
    return str(each.number), time, each.report.officer, _state(each), f"{told or '无'}{problems}"


def _state(each: "KeptUpdate") -> str:
    if each.undone_at:
        return f"已于 {each.undone_at:%Y-%m-%d} 撤销"
    done = "完成" if each.ended_at else "未做完"
    return f"撤销第 {each.undoes} 次，{done}" if each.undoes else done


WORDS = {
    "new": "新入库",
    "changed": "更新",
    "same": "未变",
    "replaced": "被取代移出",
    "ended": "标记废止失效",
    "removed": "移出",
    "absent": "库中没有",
    "restored": "恢复",
    "left": "保持现状",
}
