"""The simulated gateway: every register behind one address, in the city platform's protocol."""

from urllib.parse import unquote

from fastapi import Response
from pydantic import BaseModel, ValidationError

from intake.feeds.desk import Desk, envelope, today
from intake.feeds.faults import data_day, spoilt
from intake.feeds.served import Registers
from intake.security.guard import Guard, RefusedError


class _Asked(BaseModel):
    query: dict[str, str]
    fields: list[str]


class GatewayPlatform:
    """Answers signed calls about the records of the registers."""

    def __init__(self, registers: Registers, guard: Guard, desk: Desk) -> None:
        self._registers, self._guard, self._desk = registers, guard, desk

    async def answer(self, headers: dict[str, str], body: bytes) -> Response:
        """Answer one call as the gateway does, or as the register's fault makes it."""
        try:
            self._guard.admit(headers, body)
            asked = self._understand(headers["apiname"], body)
        except RefusedError as refusal:
            return envelope(refusal.code, str(refusal))
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
        interfered = await self._desk.interfere(resource.register_)
        if interfered:
            return interfered
        question = next(((w, t) for w, t in asked.query.items() if w in resource.questions), None)
        if question is None:
            return envelope("400001", "请求参数不合法")
        fault = self._desk.fault(resource.register_)
        record = spoilt(self._registers, name, question, fault)
        shown = record and {key: record[key] for key in asked.fields if key in record}
        as_of = data_day(today(), fault).isoformat()
        return envelope("200", "", {"record": shown, "asOf": as_of})

    def _note(self, headers: dict[str, str]) -> None:
        self._desk.audit.append(
            {
                "apiname": headers["apiname"],
                "reason": unquote(headers["reason"]),
                "businesscode": unquote(headers.get("businesscode", "")),
            }
        )
