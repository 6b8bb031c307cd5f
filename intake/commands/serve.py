"""``zhiban serve``: the service, with the simulated registers beside it unless told otherwise."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from intake.settings import Settings

GRACE_SECONDS = 5
"""Given to open requests when the service is stopped; followed jobs would keep it for ever."""
HELP = "启动服务：申请人页面、接口和后台处理。"


def command(
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听端口。", min=1, max=65535)] = 8900,
    simulator: Annotated[bool, typer.Option(help="同时启动模拟登记库，并放入公文样张。")] = True,
) -> None:
    """Serve until interrupted."""
    import signal
    import sys

    import uvicorn

    from intake.app import create_app
    from intake.commands.output import print_line
    from intake.feeds.beside import simulator_beside
    from intake.settings import Settings
    from models.crypto.sm2 import prove_libraries

    prove_libraries()  # here it is told in a sentence, before anything has started
    settings = Settings()
    if simulator:
        settings = _with_specimens(settings)
    # uvicorn raises the signal anew once it has stopped: as an exit it still lets blocks end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with simulator_beside(settings) if simulator else nullcontext():
        print_line(f"智办已启动：http://{host}:{port}/")
        uvicorn.run(
            create_app(settings),
            host=host,
            port=port,
            log_config=None,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )


def _with_specimens(settings: "Settings") -> "Settings":
    """Return settings that fill the empty library, unless they say that it stays empty."""
    drafting = settings.drafting
    if "specimens" in drafting.model_fields_set:
        return settings
    filling = drafting.model_copy(update={"specimens": True})
    return settings.model_copy(update={"drafting": filling})
