"""``zhiban audit``: whether the audit log is whole."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from typing import Annotated

import typer

HELP = "核对审计日志的签名链；末条签名请另存他处，以便发现截断。"


def command(json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False) -> None:
    """Print the length and last link of the audit chain; fails when the chain is broken."""
    from intake.commands.output import print_json, print_line
    from intake.security.sealing import Sealer, read_key
    from intake.settings import Settings
    from intake.store.audit import verify_chain
    from intake.store.database import Store

    settings = Settings()
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        chain = verify_chain(session)
    if json:
        print_json({"length": chain.length, "head": chain.head})
    else:
        print_line(f"审计日志完整，共 {chain.length} 条，末条签名 {chain.head}")
