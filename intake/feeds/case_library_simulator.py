"""The city's library of cases, simulated: its gateway in the platform's shapes, faults on demand.

Mounted beside the simulated registers: ``POST`` is the gateway, ``PUT …/control`` makes it fail on
purpose, ``GET …/control/received`` tells every message that came, in order, and what became of it,
``GET …/control/cases`` what the library now holds.
"""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from secrets import token_hex
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.types import Receive, Scope, Send

from intake.feeds.case_library.declaration import DECLARATION, Call, Declaration
from intake.feeds.faults import GARBAGE
from intake.feeds.simulated_cases import Fields, SimulatedCases
from intake.security.guard import Guard, RefusedError
from models.specs import read_spec


class LibraryFault(StrEnum):
    """The ways in which the library fails who reports to it."""

    NONE = "none"
    DOWN = "down"
    SLOW = "slow"
    GARBAGE = "garbage"
    REFUSES = "refuses"
    MUTE = "mute"
    """The message has its effect, and the connection ends before the answer."""


class LibraryOrder(BaseModel):
    """What the control endpoint is told."""

    model_config = ConfigDict(extra="forbid")

    fault: LibraryFault
    times: int = Field(default=0, ge=0)
    """How many messages it concerns before the library is well again; 0 means all."""
    call: Call | None = None
    """The only kind of message it concerns."""
    code: str = "500001"
    """With which it refuses."""
    seconds: float = Field(default=10, ge=0, le=60)
    """How long it takes when slow."""


class _Unended(Response):
    """An answer that is announced and never comes."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Announce a body; the server closes the connection when none follows."""
        headers = [(b"content-length", b"100")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class _Library:
    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        apinames = read_spec(DECLARATION, Declaration).apinames
        self._calls = {name: call for call, name in apinames.items()}
        self.order = LibraryOrder(fault=LibraryFault.NONE)
        self.held = SimulatedCases()

    async def answer(self, request: Request) -> Response:
        """Answer one message as the gateway does, or as the fault makes it."""
        headers = {name: unquote(value) for name, value in request.headers.items()}
        try:
            self._guard.admit(dict(request.headers), await request.body())
        except RefusedError as refusal:
            return _envelope(refusal.code, str(refusal))
        call = self._calls.get(headers["apiname"])
        if call is None:
            return _envelope("404001", "接口不存在")
        fault = self._fault(call)
        if early := await _failing(fault, self.order):
            return early
        fields, file = await _content(request)
        answer = _envelope(*self.held.receive(call, headers, fields, file))
        return _Unended() if fault is LibraryFault.MUTE else answer

    def _fault(self, call: Call) -> LibraryFault:
        """Return what is wrong with this message, and count it."""
        order = self.order
        if order.call not in {None, call}:
            return LibraryFault.NONE
        if order.times == 1:
            self.order = order.model_copy(update={"fault": LibraryFault.NONE, "times": 0})
        elif order.times:
            self.order = order.model_copy(update={"times": order.times - 1})
        return order.fault


async def _failing(fault: LibraryFault, order: LibraryOrder) -> Response | None:
    """Return what is answered in place of taking the message, if anything."""
    if fault is LibraryFault.DOWN:
        return Response(status_code=503)
    if fault is LibraryFault.GARBAGE:
        return Response(GARBAGE, media_type="application/json")
    if fault is LibraryFault.REFUSES:
        return _envelope(order.code, "模拟的拒绝")
    if fault is LibraryFault.SLOW:
        await asyncio.sleep(order.seconds)
    return None


async def _content(request: Request) -> tuple[Fields, bytes]:
    """Return what a message says, and its file."""
    if not request.headers.get("content-type", "").startswith("multipart/"):
        body = await request.json()
        return (body if isinstance(body, dict) else {}), b""
    async with request.form() as form:
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        return {name: value for name, value in form.items() if isinstance(value, str)}, content


def case_library_router(appid: str, secret: bytes, clock: Callable[[], float]) -> APIRouter:
    """Return the routes of a simulated library of its own."""
    library = _Library(Guard({appid: secret}, clock, needed=("reason",)))
    router = APIRouter()

    @router.post("")
    async def tell(request: Request) -> Response:
        return await library.answer(request)

    @router.put("/control")
    async def instruct(order: LibraryOrder) -> LibraryOrder:
        library.order = order
        return order

    @router.get("/control/received")
    async def received() -> list[dict[str, Any]]:
        return library.held.received

    @router.get("/control/cases")
    async def cases() -> list[dict[str, Any]]:
        return [vars(case) for case in library.held.cases.values()]

    return router


def _envelope(code: str, message: str, data: dict[str, str] | None = None) -> Response:
    answer = {"code": code, "isSuccess": code == "200", "msg": message, "data": data or {}}
    return JSONResponse(answer | {"requestId": token_hex(8)})
