"""``zhiban knowledge``: the entries of the knowledge base, and policies."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated

import typer

from intake.commands import knowledge_ask, knowledge_care, knowledge_import, policies

if TYPE_CHECKING:
    from intake.settings import Settings
    from intake.store.database import Store

app = typer.Typer(
    help="知识库：提问、条目、导入、初始知识、缺口工单、巡检、使用统计、政策智能体检。",
    no_args_is_help=True,
)
app.command("import", help=knowledge_import.HELP)(knowledge_import.command)
app.command("ask", help=knowledge_ask.HELP)(knowledge_ask.command)
app.command("policies", help=policies.HELP)(policies.command)
for command in (knowledge_care.gaps, knowledge_care.inspect, knowledge_care.usage):
    app.command()(command)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
STATES = "draft、review、published、in_force、expiring、expired、superseded、withdrawn。"


@app.command("list")
def list_entries(
    state: Annotated[str, typer.Option(help=STATES)] = "",
    department: Annotated[str, typer.Option(help="责任部门。")] = "",
    tag: Annotated[str, typer.Option(help="标签或事项编号，如 个人、S2。")] = "",
    words: Annotated[str, typer.Option("--q", help="标题、正文、问法、关键词中的文字。")] = "",
    json: Json = False,
) -> None:
    """列出知识条目，不论哪些部门可以看。"""
    from intake.clock import today
    from intake.commands.output import print_json, print_table
    from intake.store.knowledge_lists import Circumstances, Filter, every_entry, read_state
    from knowledge.entries.life import STANDINGS, standing

    settings, store = _open()
    wanted = Filter(read_state(state), department=department, tag=tag, words=words)
    seen = Circumstances(today(), settings.knowledge.expiring_days, None)
    with store.read() as session:
        found = [each.entry for each in every_entry(session, wanted, seen)]
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    columns = ("编号", "版本", "状态", "责任部门", "标题")
    rows = [
        (
            each.id,
            str(each.version),
            STANDINGS[standing(each, seen.day, seen.ahead)],
            each.department,
            each.title,
        )
        for each in found
    ]
    print_table(f"知识条目，共 {len(rows)} 条", columns, rows)


@app.command()
def show(
    entry: Annotated[str, typer.Argument(help="条目编号。")],
    version: Annotated[int, typer.Option(min=0, help="版本；不写为正在使用的一版。")] = 0,
    json: Json = False,
) -> None:
    """显示一个条目的一个版本。"""
    from intake.commands.output import print_json, print_line
    from intake.store.knowledge_entries import read_kept, read_version
    from knowledge.entries.life import NAMES

    _, store = _open()
    with store.read() as session:
        kept = read_kept(session, entry)
        told = read_version(session, entry, version or kept.live or kept.shown)
    if json:
        print_json(told.model_dump(mode="json"))
        return
    print_line(f"{told.title}\n第 {told.version} 版，{NAMES[told.state]}；{told.department}")
    print_line(f"作者 {told.author}，审核 {told.reviewer or '（无）'}；来源：{told.source.title}")
    print_line(f"\n{told.body}")


@app.command()
def load(json: Json = False) -> None:
    """载入随产品提供的初始知识；工作人员改过、下架或删除的不动。"""
    from dataclasses import asdict

    from intake.commands.output import print_json, print_line
    from intake.knowledge.starter import load_starter
    from knowledge.corpus.read import read_corpus

    _, store = _open()
    loaded = load_starter(store, read_corpus())
    if json:
        print_json(asdict(loaded))
        return
    print_line(
        f"新增 {len(loaded.added)} 条，更新 {len(loaded.renewed)} 条，"
        f"下架 {len(loaded.retired)} 条；本单位已处理过而未动 {len(loaded.left)} 条。"
    )


def _open() -> tuple["Settings", "Store"]:
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    return settings, Store(settings.store_url, Sealer(read_key(settings.key_path)))
