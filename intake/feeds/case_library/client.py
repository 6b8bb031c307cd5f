"""Calls to the platform's gateway: signed, in bounded time, every ending a value."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import httpx
import structlog

from intake.feeds.case_library.envelope import read_envelope
from models.circuit import Circuit
from prefill.sources.patience import read_in_time
from prefill.sources.signing import signed_headers

log = structlog.get_logger(__name__)

PASSING: Final = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
"""Statuses below 500 that say nothing about the message itself."""


class Ending(StrEnum):
    """How a call ended."""

    DONE = "done"
    REFUSED = "refused"
    """The platform answered no, with a code."""
    UNANSWERED = "unanswered"
    """Nothing came that could be understood: whether the message had its effect is not known."""


@dataclass(frozen=True)
class Message:
    """One message, ready to be signed and sent."""

    id: str
    """The same however often it is sent; the platform gives a message its effect once."""
    apiname: str
    fields: Mapping[str, object]
    reason: str
    case_no: str
    file: tuple[str, bytes, str] | None = None
    """Name, content and media type of what is uploaded with it."""


@dataclass(frozen=True)
class Said:
    """What the platform said to a message."""

    ending: Ending
    code: str = ""
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Door:
    """Where the platform is, and who we are there."""

    url: str
    appid: str
    secret: bytes = field(repr=False)
    seconds: float = 10


class Client:
    """A client of the platform; safe to use from several threads."""

    def __init__(self, door: Door, circuit: Circuit | None = None) -> None:
        self._door = door
        self.circuit = circuit or Circuit()
        self._client = httpx.Client(trust_env=False, timeout=door.seconds)

    def send(self, message: Message) -> Said:
        """Send a message once and return how that ended; nothing the platform does raises."""
        try:
            said = self._send(message)
        except httpx.HTTPError as error:
            said = Said(Ending.UNANSWERED, type(error).__name__, "办件库没有应答。")
        if said.ending is Ending.UNANSWERED:
            self.circuit.failed()
        else:
            self.circuit.succeeded()
        if said.ending is not Ending.DONE:
            told = {"apiname": message.apiname, "ending": said.ending.value, "code": said.code}
            log.warning("platform did not take a message", message=message.id, **told)
        return said

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _send(self, message: Message) -> Said:
        began = time.monotonic()
        request = self._request(message)
        response = self._client.send(request, stream=True)
        try:
            content = read_in_time(response, began, self._door.seconds)
        finally:
            response.close()
        return _understood(response.status_code, content)

    def _request(self, message: Message) -> httpx.Request:
        """Return the request, signed over the very bytes that will be sent."""
        url, door = self._door.url, self._door
        if message.file:
            form = {name: str(value) for name, value in message.fields.items()}
            request = self._client.build_request(
                "POST", url, data=form, files={"file": message.file}
            )
        else:
            body = json.dumps(message.fields, ensure_ascii=False).encode()
            kind = {"content-type": "application/json;charset=utf-8"}
            request = self._client.build_request("POST", url, content=body, headers=kind)
        content = request.read()
        request.headers.update(signed_headers(door.appid, door.secret, message.apiname, content))
        request.headers["requestid"] = message.id
        request.headers["reason"] = quote(message.reason)
        request.headers["businesscode"] = quote(message.case_no)
        return request


def _understood(status: int, content: bytes) -> Said:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in PASSING:
        return Said(Ending.UNANSWERED, str(status), "办件库暂时不能服务。")
    if status >= HTTPStatus.BAD_REQUEST:
        return Said(Ending.REFUSED, str(status), "办件库的网关拒绝了请求。")
    envelope = read_envelope(content)
    if envelope is None:
        return Said(Ending.UNANSWERED, "unreadable", "办件库的应答无法识别。")
    ending = Ending.DONE if envelope.succeeded else Ending.REFUSED
    return Said(ending, envelope.code, envelope.message, envelope.data)
