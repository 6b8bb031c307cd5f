"""One process that stands for the platforms around the service, peopled by one population.

``POST /`` with the headers appid, apiname, timestamp, nonce, signature and reason asks a register
behind the gateway; ``POST /cert/usage/*.do`` is the licence library, ``POST /seals`` the seal
server. All answer the envelope ``{code, isSuccess, msg, data, requestId}``. ``PUT
/control/{platform}`` makes a register, the ``licence`` library or the ``seals`` fail on purpose;
``GET /control/audit`` tells who asked what, and why. For development and tests: it listens on the
loopback interface only.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

import uvicorn
from fastapi import FastAPI, Request, Response

from intake.feeds.case_library_simulator import case_library_router
from intake.feeds.desk import Desk
from intake.feeds.faults import Order
from intake.feeds.gateway import GatewayPlatform
from intake.feeds.library import Library
from intake.feeds.library_routes import LICENCE, LibraryPlatform, add_library
from intake.feeds.population import Population
from intake.feeds.seal_simulator import PLATFORM as SEALS
from intake.feeds.seal_simulator import seal_router
from intake.feeds.served import read_licences, read_registers
from intake.security.guard import Guard
from intake.settings import Settings

DEMO_APPID: Final = "zhiban-demo"
DEMO_SECRET: Final = b"zhiban-demo-secret"
"""Of the gateway; the licence library takes the same pair as account and password."""


def create_simulator(
    appid: str = DEMO_APPID,
    secret: bytes = DEMO_SECRET,
    clock: Callable[[], float] = time.time,
    population: Population | None = None,
    seals: Path | None = None,
) -> FastAPI:
    """Return the application serving every simulated platform to one application.

    The simulated seal server keeps its keys in the folder ``seals``; without one it shares the
    test authority of this installation, so that what it seals is trusted here.
    """
    things = (population or Population()).things
    registers = read_registers(things)
    names = {resource.register_ for resource in registers.resources.values()}
    desk = Desk({*names, LICENCE, SEALS})
    gateway = GatewayPlatform(registers, Guard({appid: secret}, clock, ("reason",)), desk)
    app = FastAPI(title="Simulated platforms", docs_url=None, redoc_url=None)

    app.include_router(case_library_router(appid, secret, clock), prefix="/platform")
    kept = seals or Settings().authority_folder
    app.include_router(seal_router(appid, secret, clock, desk, kept), prefix="/seals")

    @app.post("/")
    async def ask(request: Request) -> Response:
        return await gateway.answer(dict(request.headers), await request.body())

    @app.put("/control/{platform}")
    async def instruct(platform: str, order: Order) -> Order:
        return desk.instruct(platform, order)

    @app.get("/control/audit")
    async def audit() -> list[dict[str, str]]:
        return desk.audit

    library = Library(read_licences(), things, {appid: secret.decode()}, clock)
    add_library(app, LibraryPlatform(library, desk))
    return app


def main() -> None:
    """Serve the simulated platforms on the loopback interface."""
    parser = argparse.ArgumentParser(description="Serve the simulated platforms.")
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--while-stdin", action="store_true", help="end when standard input ends")
    options = parser.parse_args()
    if options.while_stdin:
        Thread(target=_end_with_input, daemon=True).start()
    uvicorn.run(create_simulator(), host="127.0.0.1", port=options.port)


def _end_with_input() -> None:
    """Wait until whoever started this process closes its end, be it by dying, and end too."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
