"""The addresses of the simulated licence library."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ValidationError

from intake.feeds.desk import Desk, envelope, today
from intake.feeds.faults import data_day
from intake.feeds.library import Library, Login, Usage
from intake.security.guard import RefusedError

LICENCE: Final = "licence"
"""The library's name among the platforms."""

B = TypeVar("B", bound=BaseModel)


class LibraryPlatform:
    """Answers the calls of a library, or fails as the platform was told."""

    def __init__(self, library: Library, desk: Desk) -> None:
        self.library, self._desk = library, desk
        self._calls: dict[str, Callable[[Usage], Any]] = {
            "secQueryCertBaseData": self._query,
            "getCertFaceData": self._face,
            "verifyCert": lambda usage: library.verify(usage, today()),
            "getCertThumbnail": library.thumbnail,
        }

    async def login(self, body: bytes) -> Response:
        """Open a session."""
        return await self._answer(lambda: self.library.login(_understood(body, Login)))

    async def use(self, call: str, body: bytes) -> Response:
        """Answer one call within a session, and note who made it and why."""
        return await self._answer(lambda: self._noted(call, body))

    async def _answer(self, answer: Callable[[], Any]) -> Response:
        interfered = await self._desk.interfere(LICENCE)
        if interfered:
            return interfered
        try:
            data = answer()
        except RefusedError as refusal:
            return envelope(refusal.code, str(refusal))
        if isinstance(data, bytes):
            return Response(data, media_type="image/png")
        return envelope("200", "", data)

    def _noted(self, call: str, body: bytes) -> Any:  # noqa: ANN401 - JSON or a picture
        if call not in self._calls:
            raise RefusedError("404001", "接口不存在")
        usage = _understood(body, Usage)
        data = self._calls[call](usage)
        noted = {"apiname": call, "reason": usage.reason, "businesscode": usage.case}
        self._desk.audit.append(noted)
        return data

    def _query(self, usage: Usage) -> Any:  # noqa: ANN401 - JSON
        return self.library.query(usage, self._desk.fault(LICENCE))

    def _face(self, usage: Usage) -> Any:  # noqa: ANN401 - JSON
        fault = self._desk.fault(LICENCE)
        return self.library.face(usage, fault, data_day(today(), fault))


def add_library(app: FastAPI, platform: LibraryPlatform) -> None:
    """Serve a library under ``/cert/usage``; ``DELETE /control/sessions`` ends every session."""

    @app.post("/cert/usage/login.do")
    async def login(request: Request) -> Response:
        return await platform.login(await request.body())

    @app.post("/cert/usage/{call}.do")
    async def use(call: str, request: Request) -> Response:
        return await platform.use(call, await request.body())

    @app.delete("/control/sessions")
    async def end_sessions() -> None:
        platform.library.end_sessions()


def _understood(body: bytes, model: type[B]) -> B:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise RefusedError("400001", "请求参数不合法") from error
