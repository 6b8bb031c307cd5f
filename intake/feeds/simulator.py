"""Three simulated registers behind one gateway, in the city platform's protocol.

``POST /`` with the headers appid, apiname, timestamp, nonce, signature and reason answers the
envelope ``{code, isSuccess, msg, data, requestId}``. ``PUT /control/{register}`` makes a register
fail on purpose; ``GET /control/audit`` tells who asked what, and why. For development and tests:
it listens on the loopback interface only.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex
from threading import Thread
from typing import Final
from urllib.parse import unquote

import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from intake.feeds.case_library_simulator import case_library_router
from intake.feeds.faults import GARBAGE, Fault, Order, data_day, spoilt
from intake.feeds.specimen_registers import SpecimenRegisters, read_registers
from intake.security.guard import Guard, RefusedError

DEMO_APPID: Final = "zhiban-demo"
DEMO_SECRET: Final = b"zhiban-demo-secret"


class _Asked(BaseModel):
    query: dict[str, str]
    fields: list[str]


class _Simulator:
    def __init__(self, registers: SpecimenRegisters, guard: Guard) -> None:
        self._registers = registers
        self._guard = guard
        names = {resource.register_ for resource in registers.resources.values()}
        self.orders = dict.fromkeys(names, Order(fault=Fault.NONE))
        self.audit: list[dict[str, str]] = []

    async def answer(self, headers: dict[str, str], body: bytes) -> Response:
        """Answer one call as the gateway does, or as the register's fault makes it."""
        try:
            self._guard.admit(headers, body)
            asked = self._understand(headers["apiname"], body)
        except RefusedError as refusal:
            return _envelope(refusal.code, str(refusal))
        self._note(headers)
        return await self._serve(headers["apiname"], asked)

    def _understand(self, name: str, body: bytes) -> _Asked:
        if name not in self._registers.resources:
            raise RefusedError("404001", "接口不存在")
        try:
            return _Asked.model_validate_json(body)
        except ValidationError as error:
            raise RefusedError("400001", "请求参数不合法") from error

    async def _serve(self, name: str, asked: _Asked) -> Response:
        resource = self._registers.resources[name]
        order = self.orders[resource.register_]
        if order.fault is Fault.DOWN:
            return Response(status_code=503)
        if order.fault is Fault.GARBAGE:
            return Response(GARBAGE, media_type="application/json")
        if order.fault is Fault.SLOW:
            await asyncio.sleep(order.seconds)
        subject = asked.query.get(resource.question, "")
        record = spoilt(self._registers, name, subject, order.fault)
        shown = record and {key: record[key] for key in asked.fields if key in record}
        today = datetime.now(UTC).date()
        as_of = data_day(today, order.fault).isoformat()
        return _envelope("200", "", {"record": shown, "asOf": as_of})

    def _note(self, headers: dict[str, str]) -> None:
        self.audit.append(
            {
                "apiname": headers["apiname"],
                "reason": unquote(headers["reason"]),
                "businesscode": unquote(headers.get("businesscode", "")),
            }
        )


def create_simulator(
    appid: str = DEMO_APPID, secret: bytes = DEMO_SECRET, clock: Callable[[], float] = time.time
) -> FastAPI:
    """Return the application serving every simulated register."""
    simulator = _Simulator(read_registers(), Guard({appid: secret}, clock, ("reason",)))
    app = FastAPI(title="Simulated registers", docs_url=None, redoc_url=None)

    app.include_router(case_library_router(appid, secret, clock), prefix="/platform")

    @app.post("/")
    async def ask(request: Request) -> Response:
        return await simulator.answer(dict(request.headers), await request.body())

    @app.put("/control/{register}")
    async def instruct(register: str, order: Order) -> Order:
        if register not in simulator.orders:
            raise HTTPException(404, f"one of {', '.join(sorted(simulator.orders))}")
        simulator.orders[register] = order
        return order

    @app.get("/control/audit")
    async def audit() -> list[dict[str, str]]:
        return simulator.audit

    return app


def _envelope(code: str, message: str, data: dict[str, object] | None = None) -> Response:
    return JSONResponse(
        {
            "code": code,
            "isSuccess": code == "200",
            "msg": message,
            "data": data or {},
            "requestId": token_hex(8),
        }
    )


def main() -> None:
    """Serve the simulated registers on the loopback interface."""
    parser = argparse.ArgumentParser(description="Serve the simulated registers.")
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
