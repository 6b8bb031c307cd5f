"""Calls over HTTP to who may be down, slow or talkative: bounded in time, in tries and in size."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Final

import httpx
import structlog

from models.circuit import Circuit
from models.errors import SourceRefusedError, SourceUnavailableError
from prefill.sources.found import REFUSED

log = structlog.get_logger(__name__)

UNREACHABLE: Final = "暂时无法访问：请稍后重试或手工填写"
LARGEST_ANSWER: Final = 256 * 1024
BACKOFF: Final = 0.2
"""Seconds before the second attempt; doubled before each further one."""

Headers = Callable[[], Mapping[str, str]]
"""Makes the headers anew for each attempt: a signature holds once."""


@cache
def _known_authorities() -> SSLContext:
    """Return what proves an https address, for all clients: reading it takes longer than a call."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True)
class Patience:
    """How long one call may take, and how often it is tried."""

    timeout: float = 3
    """Seconds one attempt may take."""
    attempts: int = 2


class PatientClient:
    """A client of one platform that leaves it in peace while it fails; safe to use from threads."""

    def __init__(self, patience: Patience, circuit: Circuit | None = None) -> None:
        self._patience = patience
        self._circuit = circuit or Circuit()
        self._client = httpx.Client(
            trust_env=False, timeout=patience.timeout, verify=_known_authorities()
        )

    def post(self, url: str, body: bytes, headers: Headers, called: str) -> bytes:
        """Return the answer to a body; ``called`` names the call in the log.

        Raises ``SourceUnavailableError`` when none comes in time, or the platform refuses.
        """
        if not self._circuit.admits():
            raise SourceUnavailableError(UNREACHABLE)
        try:
            content = self._try(url, body, headers, called)
        except httpx.HTTPError as error:
            self._circuit.failed()
            log.warning("platform unreachable", called=called, error=type(error).__name__)
            raise SourceUnavailableError(UNREACHABLE) from error
        self._circuit.succeeded()
        return content

    def _try(self, url: str, body: bytes, headers: Headers, called: str) -> bytes:
        for attempt in range(1, self._patience.attempts):
            try:
                return self._once(url, body, headers, called)
            except (httpx.TransportError, httpx.HTTPStatusError):
                time.sleep(BACKOFF * 2 ** (attempt - 1))
        return self._once(url, body, headers, called)

    def _once(self, url: str, body: bytes, headers: Headers, called: str) -> bytes:
        began = time.monotonic()
        with self._client.stream("POST", url, content=body, headers=dict(headers())) as response:
            if response.is_client_error:
                log.error("platform refused", called=called, status=response.status_code)
                raise SourceRefusedError(REFUSED)
            response.raise_for_status()
            return read_in_time(response, began, self._patience.timeout)


def read_in_time(response: httpx.Response, began: float, seconds: float) -> bytes:
    """Return what arrives within ``seconds`` of ``began``, a reading of the monotonic clock.

    Beyond the largest answer it is cut, and so unreadable. Raises ``httpx.ReadTimeout``.
    """
    content = b""
    for chunk in response.iter_bytes():
        content += chunk
        if time.monotonic() - began > seconds:
            raise httpx.ReadTimeout("the answer trickles", request=response.request)
        if len(content) > LARGEST_ANSWER:
            break
    return content
