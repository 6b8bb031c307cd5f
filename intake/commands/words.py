"""``zhiban words``: releases of the lexicon, fetched or brought as a file, and put back."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.gongwen.releases.updating import Outcome
    from intake.settings import Settings
    from intake.store.database import Store

app = typer.Typer(help="审核词库：检查线上更新、用文件更新、查看和换回版本。", no_args_is_help=True)
Officer = Annotated[str, typer.Option(help="经办人姓名，必填。")]
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]


@app.command()
def check(officer: Officer = "", json: Json = False) -> None:
    """到设定的地址检查更新；有新版就收下，立即生效。没有收成时退出码为 1。"""
    from intake.gongwen.releases.updating import check as look

    with _opened(officer) as (settings, store):
        _tell(look(store, settings.lexicon, officer), json=json)


@app.command()
def install(
    package: Annotated[Path, typer.Argument(help="更新包：文件夹或 ZIP。")],
    officer: Officer = "",
    json: Json = False,
) -> None:
    """用文件更新：由工程师带来的更新包，与线上的是同一种。"""
    from intake.gongwen.releases.package import read_package
    from intake.gongwen.releases.updating import install as put

    with _opened(officer) as (settings, store):
        manifest, table = read_package(package, settings.lexicon.public_key)
        _tell(put(store, manifest, table, officer), json=json)


@app.command()
def pack(
    table: Annotated[Path, typer.Argument(help="词库表：CSV、XLSX 或 TOML，文件名用英文。")],
    version: Annotated[int, typer.Option(help="版本号，每次发布递增。")],
    output: Annotated[Path, typer.Option("--output", "-o", help="更新包 .zip。")],
    day: Annotated[str, typer.Option(help="发布日期，如 2026-11-29；不填为今天。")] = "",
    key: Annotated[Path | None, typer.Option(help="签名用的 SM2 私钥（PEM）。")] = None,
) -> None:
    """把词库表做成更新包；解开放在网站上，就是线上更新的来源。"""
    from base64 import b64encode
    from datetime import date

    from docgen.gongwen.proofread.lexicon.release import make_manifest
    from intake.clock import today
    from intake.commands.output import print_line
    from intake.gongwen.releases.package import write_package
    from intake.inputs import read_bytes
    from models.crypto.sm2 import PrivateKey
    from models.errors import InvalidRequestError

    data, private = read_bytes(table), PrivateKey(read_bytes(key)) if key else None
    try:
        released = date.fromisoformat(day) if day else today()
        manifest = make_manifest(data, table.name, version, released, private)
        write_package(output, manifest, data)
    except ValueError as error:
        told = "版本号须为正整数，日期写作 2026-11-29，词库表的文件名只用英文字母、数字、点和横线。"
        raise InvalidRequestError(told) from error
    except OSError as error:
        raise InvalidRequestError(f"写不了文件 {output}，文件夹不存在或无权写入。") from error
    signed = "已签名" if private else "没有签名"
    print_line(f"第 {version} 版，{manifest.entries} 条，{signed}：{output}")
    if private:
        print_line(f"公钥（ZHIBAN_LEXICON_KEY）：{b64encode(private.public_key).decode()}")


@app.command()
def editions(json: Json = False) -> None:
    """列出收到过的版本，新的在前。"""
    from intake.commands.output import print_json, print_table
    from intake.gongwen.lexicons import ONLINE
    from intake.store import gongwen_lexicons as kept

    with _store() as (_, store), store.read() as session:
        found = list(kept.heads(session, ONLINE))
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    rows = [
        (str(each.number), f"{each.at:%Y-%m-%d %H:%M}", each.officer, each.note, str(each.count))
        for each in found
    ]
    print_table(ONLINE.name, ("版本", "时间", "经办人", "说明", "条数"), rows)


@app.command()
def restore(
    number: Annotated[int, typer.Argument(help="版本，见 editions。")],
    officer: Officer = "",
) -> None:
    """换回收到过的一个版本，立即生效。"""
    from intake.commands.output import print_line
    from intake.gongwen.lexicons import ONLINE, change
    from intake.store import gongwen_lexicons as kept

    with _opened(officer) as (_, store), store.write() as session:
        earlier = kept.read_edition(session, ONLINE, number).entries
        made = change(session, ONLINE, None, lambda _: earlier, (officer, f"换回第 {number} 版"))
    print_line(f"已换回第 {number} 版，共 {len(made.entries)} 条，立即生效。")


@contextmanager
def _opened(officer: str) -> "Iterator[tuple[Settings, Store]]":
    from models.errors import UnnamedOfficerError

    if not officer.strip():
        raise UnnamedOfficerError("更新词库要记录是谁办的：请加上 --officer 姓名。")
    with _store() as opened:
        yield opened


@contextmanager
def _store() -> "Iterator[tuple[Settings, Store]]":
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    try:
        yield settings, store
    finally:
        store.close()


def _tell(outcome: "Outcome", *, json: bool) -> None:
    from docgen.gongwen.proofread.lexicon.release import State
    from intake.commands.output import print_json, print_line

    print_json(outcome.model_dump(mode="json")) if json else print_line(outcome.words)
    if outcome.state not in {State.UPDATED, State.SAME}:
        raise typer.Exit(1)
