"""One register behind the city's gateway: signed calls over HTTP, with bounded patience."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

import httpx
import structlog

from models.circuit import Circuit
from models.errors import SourceUnavailableError
from prefill.sources.found import REFUSED, Found, read_answer
from prefill.sources.signing import signed_headers

log = structlog.get_logger(__name__)

UNREACHABLE: Final = "暂时无法访问：请稍后重试或手工填写"
LARGEST_ANSWER: Final = 256 * 1024
BACKOFF: Final = 0.2
"""Seconds before the second attempt; doubled before each further one."""


@dataclass(frozen=True)
class Access:
    """How the registers are reached."""

    url: str
    appid: str
    secret: bytes = field(repr=False)
    apinames: Mapping[str, str] = field(default_factory=dict)
    """Resource → id the platform gave its interface; a resource not named keeps its own name."""
    timeout: float = 3
    """Seconds one attempt may take."""
    attempts: int = 2


@dataclass(frozen=True)
class Purpose:
    """Why a register is asked, for its audit log."""

    reason: str
    case_no: str


@dataclass(frozen=True)
class _Call:
    """One request, ready to be signed and sent."""

    apiname: str
    body: bytes
    purpose: Purpose


class Gateway:
    """A client of one register; safe to use from several threads."""

    def __init__(self, access: Access, circuit: Circuit | None = None) -> None:
        self._access = access
        self._circuit = circuit or Circuit()
        self._client = httpx.Client(trust_env=False, timeout=access.timeout)

    def find(
        self, resource: str, query: Mapping[str, str], fields: tuple[str, ...], purpose: Purpose
    ) -> Found:
        """Return the fields of the record that ``query`` names.

        Raises ``SourceUnavailableError`` when the register does not answer in time, refuses, or
        answers what is no answer.
        """
        body = json.dumps({"query": query, "fields": fields}, ensure_ascii=False).encode()
        apiname = self._access.apinames.get(resource, resource)
        return read_answer(self._send(_Call(apiname, body, purpose)))

    def _send(self, call: _Call) -> bytes:
        if not self._circuit.admits():
            raise SourceUnavailableError(UNREACHABLE)
        try:
            content = self._try(call)
        except httpx.HTTPError as error:
            self._circuit.failed()
            log.warning("register unreachable", apiname=call.apiname, error=type(error).__name__)
            raise SourceUnavailableError(UNREACHABLE) from error
        self._circuit.succeeded()
        return content

    def _try(self, call: _Call) -> bytes:
        for attempt in range(1, self._access.attempts):
            try:
                return self._post(call)
            except (httpx.TransportError, httpx.HTTPStatusError):
                time.sleep(BACKOFF * 2 ** (attempt - 1))
        return self._post(call)

    def _post(self, call: _Call) -> bytes:
        began = time.monotonic()
        with self._client.stream(
            "POST", self._access.url, content=call.body, headers=self._headers(call)
        ) as response:
            if response.is_client_error:
                log.error("register refused", apiname=call.apiname, status=response.status_code)
                raise SourceUnavailableError(REFUSED)
            response.raise_for_status()
            return self._content(response, began)

    def _content(self, response: httpx.Response, began: float) -> bytes:
        """Read what arrives in time; beyond the largest answer it is cut, and so unreadable."""
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if time.monotonic() - began > self._access.timeout:
                raise httpx.ReadTimeout("the answer trickles", request=response.request)
            if len(content) > LARGEST_ANSWER:
                break
        return content

    def _headers(self, call: _Call) -> dict[str, str]:
        access = self._access
        headers = signed_headers(access.appid, access.secret, call.apiname, call.body)
        headers["content-type"] = "application/json;charset=utf-8"
        headers["reason"] = quote(call.purpose.reason)
        headers["businesscode"] = quote(call.purpose.case_no)
        return headers
