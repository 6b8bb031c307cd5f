"""What every request passes through: its id, its size limit, and the headers of its answer.

Plain ASGI, because streams (events, downloads) must not be collected on the way.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.problems import problem_response
from intake.settings import MEGABYTE, Limits
from models.errors import TooLargeRequestError

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
}
"""Set where the answer does not set its own."""


class Gate:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["request_id"] = uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=scope["request_id"]):
            await self._admit(scope, receive, _with_headers(scope, send))

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope)
        try:
            _refuse_announced(scope, limit)
            await self._app(scope, _counted(receive, limit), send)
        except TooLargeRequestError as error:
            await problem_response(Request(scope), error)(scope, receive, send)

    def _limit(self, scope: Scope) -> int:
        kind = dict(scope["headers"]).get(b"content-type", b"")
        upload = kind.startswith(b"multipart/")
        return self._limits.request_bytes if upload else self._limits.json_bytes


def _refuse_announced(scope: Scope, limit: int) -> None:
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)


def _counted(receive: Receive, limit: int) -> Receive:
    """Return ``receive`` that stops when more arrives than a body may have."""
    arrived = 0

    async def counting() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > limit:
            raise _too_large(limit)
        return message

    return counting


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = scope["request_id"]
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _too_large(limit: int) -> TooLargeRequestError:
    return TooLargeRequestError(f"请求超过 {limit // MEGABYTE} MB 的上限。")
