"""What every request passes through: its id, its size limit, and the headers of its answer.

Plain ASGI, because streams (events, downloads) must not be collected on the way.
"""

from collections.abc import Mapping
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake.problems import problem_response
from intake.settings import MEGABYTE, Limits
from models.errors import ServiceError, TooLargeRequestError

log = structlog.get_logger(__name__)

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

    def __init__(
        self, app: ASGIApp, limits: Limits, wider: Mapping[str, int] | None = None
    ) -> None:
        """Stand before ``app``; ``wider`` are the bytes of bodies below some addresses."""
        self._app = app
        self._limits = limits
        self._wider = wider or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["request_id"] = uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=scope["request_id"]):
            await self._admit(scope, receive, _Answer(scope, send))

    async def _admit(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        limit = self._limit(scope)
        try:
            _refuse_announced(scope, limit)
            await self._app(scope, _counted(receive, limit), answer)
        except TooLargeRequestError as error:
            await answer.tell(error)
        except Exception:  # the last boundary: what it was stands in the log, not in the answer
            log.exception("unforeseen error", path=scope["path"])
            await answer.tell(ServiceError("服务出现意外错误。"))

    def _limit(self, scope: Scope) -> int:
        kind = dict(scope["headers"]).get(b"content-type", b"")
        for prefix, limit in self._wider.items():
            if scope["path"].startswith(prefix):
                return limit
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


class _Answer:
    """An answer on its way out, with our headers."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._begun = False

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._scope["request_id"]
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def tell(self, error: ServiceError) -> None:
        """Answer with a problem, unless another answer has begun."""
        if not self._begun:
            response = problem_response(Request(self._scope), error)
            await response(self._scope, _nothing, self)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _too_large(limit: int) -> TooLargeRequestError:
    return TooLargeRequestError(f"请求超过 {limit // MEGABYTE} MB 的上限。")
