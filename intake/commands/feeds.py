"""``zhiban feeds``: what the approval platform was told, what waits, and what needs a person."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from intake.store.database import Store

HELP = "上报办件库的情况：待报、已报、搁置的消息；resend 编号 重送搁置的消息，all 为全部。"


def command(
    action: Annotated[
        Literal["show", "resend"], typer.Argument(help="show 查看，resend 重送。")
    ] = "show",
    delivery: Annotated[str, typer.Argument(help="消息编号，或 all。")] = "",
    json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Print how the deliveries stand, or have what was laid aside sent again."""
    from intake.commands.output import print_json
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    shown = _resend(store, delivery) if action == "resend" else _standing(store)
    store.close()
    if json:
        print_json(shown)
    else:
        _show(shown)


def _standing(store: "Store") -> dict[str, Any]:
    from intake.feeds.case_library.declaration import read_declaration
    from intake.feeds.case_library.state import list_open, summarise
    from intake.registry import read_registry
    from intake.settings import Settings

    platform = Settings().platform
    declaration = read_declaration(read_registry(), platform.declaration)
    with store.read() as session:
        counted = summarise(session, declaration.items)
        return {"connected": bool(platform.url), **counted, "open": list_open(session)}


def _resend(store: "Store", delivery: str) -> dict[str, Any]:
    from intake.store import deliveries
    from intake.store.audit import log_action
    from intake.store.deliveries import DeliveryState
    from models.errors import InvalidRequestError

    if not delivery:
        raise InvalidRequestError("没有说明重送哪一条：请给出消息编号，或 all。")
    with store.write() as session:
        dead = deliveries.listed(session, [DeliveryState.DEAD])
        wanted = [each.id for each in dead] if delivery == "all" else [delivery]
        sent = [deliveries.resend(session, each) for each in wanted]
        for each in sent:
            log_action(session, "platform.resend", each.filing_id, {"delivery": each.id})
    return {"resent": [each.id for each in sent]}


def _show(shown: dict[str, Any]) -> None:
    from intake.commands.output import print_line, print_table

    if "resent" in shown:
        print_line(f"已安排重送 {len(shown['resent'])} 条消息。")
        return
    if not shown["connected"]:
        print_line("办件库未接入：事件保留在发件箱中，接入后按顺序上报。")
    messages = shown["messages"]
    counts = [("待送", "waiting"), ("已送达", "done"), ("搁置", "dead")]
    told = "，".join(f"{title} {messages[name]} 条" for title, name in counts)
    print_line(f"待上报事件 {shown['events_waiting']} 个；消息：{told}。")
    if shown["undeclared"]:
        print_line(f"未登记事项编码的情形：{'、'.join(shown['undeclared'])}。")
    states = {"waiting": "待送", "dead": "搁置"}
    rows = [
        (each["id"], each["call"], states[each["state"]], str(each["attempts"]), _why(each))
        for each in shown["open"]
    ]
    print_table("未送达的消息", ("编号", "接口", "状态", "失败次数", "原因"), rows)


def _why(message: dict[str, Any]) -> str:
    problem = message["problem"]
    return f"{problem['code']} {problem['note']}".strip() if problem else ""
