"""One endpoint over HTTP: bounded in time and size, never followed elsewhere, rested when down."""

import asyncio
import ssl
import time
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any, Final, TypeVar

import httpx
import structlog

from models.circuit import Circuit
from models.errors import ModelNonsenseError, ModelUnavailableError
from models.llm.access import ModelAccess

log = structlog.get_logger(__name__)

T = TypeVar("T")

UNREACHABLE: Final = "语言模型暂时无法访问。"
REFUSED: Final = "语言模型拒绝了请求，请检查地址、模型名称和密钥的设置。"
TOO_LONG: Final = "语言模型的回答过长，没有采用。"
LARGEST_ANSWER: Final = 1_000_000
"""Bytes; a list of fields or a page of prose is a small part of it."""
BACKOFF: Final = 0.2
"""Seconds before the second attempt; doubled before each further one."""
PROBE_SECONDS: Final = 2.0
FRESH_SECONDS: Final = 60.0
"""What was learnt of the endpoint's health is believed for so long."""
BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT})
KEY_TROUBLE = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class _BusyError(Exception):
    """The endpoint asks to come back later, or broke down."""


class Endpoint:
    """A client of one endpoint; safe to use from several threads, not from an event loop.

    Each call is one event loop of its own, because only a cancelled task ends a server that
    trickles: the time-outs of sockets begin anew with every byte.
    """

    def __init__(self, access: ModelAccess, circuit: Circuit | None = None) -> None:
        self._access = access
        self._circuit = circuit or Circuit()
        self._trusted = ssl.create_default_context()
        self._up: bool | None = None
        self._learnt = 0.0

    def post(self, path: str, body: Mapping[str, Any], seconds: float | None = None) -> bytes:
        """Return the body of a successful answer, as sent, within ``seconds`` or those of access.

        Raises:
            ModelUnavailableError: It did not answer in time, is at rest after failures, answered
                with an error, or wants to send us elsewhere.
            ModelNonsenseError: The answer is longer than any answer can be.
        """
        return self._ask(lambda: self._within(seconds or self._access.seconds, path, body))

    def stream(self, path: str, body: Mapping[str, Any], take: Callable[[bytes], None]) -> None:
        """Give what a successful answer is made of as it comes.

        Asks once, since a second answer could begin with other words. ``take`` may raise
        ``ModelNonsenseError`` to hear no more. Raises as ``post`` does.
        """
        self._ask(lambda: self._streamed(path, body, take))

    def _ask(self, ask: Callable[[], Coroutine[Any, Any, T]]) -> T:
        if not self._circuit.admits():
            raise ModelUnavailableError(UNREACHABLE)
        try:
            content = asyncio.run(ask())
        except (ModelUnavailableError, ModelNonsenseError) as error:
            self._learn(up=isinstance(error, ModelNonsenseError))
            raise
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, _BusyError) as error:
            self._learn(up=False)
            log.warning("language model unreachable", error=type(error).__name__)
            raise ModelUnavailableError(UNREACHABLE) from None
        self._learn(up=True)
        return content

    def alive(self) -> bool:
        """Tell whether it can be asked: as it last behaved, or by a short probe of its list."""
        if self._up is None or time.monotonic() - self._learnt > FRESH_SECONDS:
            self._note(up=asyncio.run(self._probe()))
        return bool(self._up)

    def _learn(self, *, up: bool) -> None:
        self._note(up=up)
        if up:
            self._circuit.succeeded()
        else:
            self._circuit.failed()

    def _note(self, *, up: bool) -> None:
        self._up, self._learnt = up, time.monotonic()

    async def _within(self, seconds: float, path: str, body: Mapping[str, Any]) -> bytes:
        async with asyncio.timeout(seconds), self._client() as client:
            for attempt in range(1, self._access.attempts):
                try:
                    return await self._post(client, path, body)
                except (httpx.TransportError, _BusyError):
                    await asyncio.sleep(BACKOFF * 2 ** (attempt - 1))
            return await self._post(client, path, body)

    async def _streamed(
        self, path: str, body: Mapping[str, Any], take: Callable[[bytes], None]
    ) -> None:
        async with asyncio.timeout(self._access.seconds), self._client() as client:
            await self._hear(client, path, body, take)

    async def _post(self, client: httpx.AsyncClient, path: str, body: Mapping[str, Any]) -> bytes:
        content = bytearray()
        await self._hear(client, path, body, content.extend)
        return bytes(content)

    async def _hear(
        self,
        client: httpx.AsyncClient,
        path: str,
        body: Mapping[str, Any],
        take: Callable[[bytes], None],
    ) -> None:
        heard = 0
        async with client.stream("POST", self._address(path), json=body) as response:
            _refuse(response)
            async for chunk in response.aiter_raw():
                heard += len(chunk)
                if heard > LARGEST_ANSWER:
                    raise ModelNonsenseError(TOO_LONG)
                take(chunk)

    async def _probe(self) -> bool:
        """Any sane answer to a harmless question will do: not every server lists its models."""
        try:
            async with (
                asyncio.timeout(PROBE_SECONDS),
                self._client() as client,
                client.stream("GET", self._address("/models")) as response,
            ):
                return not response.is_server_error and response.status_code not in KEY_TROUBLE
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            return False

    def _client(self) -> httpx.AsyncClient:
        """Return a client that obeys no proxy of the environment and unpacks nothing."""
        headers = {b"accept": b"application/json", b"accept-encoding": b"identity"}
        if self._access.key:
            headers[b"authorization"] = b"Bearer " + self._access.key.encode()
        return httpx.AsyncClient(
            verify=self._trusted,
            trust_env=False,
            follow_redirects=False,
            timeout=self._access.seconds,
            headers=headers,
        )

    def _address(self, path: str) -> str:
        return self._access.url.rstrip("/") + path


def _refuse(response: httpx.Response) -> None:
    """Raise unless the answer is a success."""
    if response.status_code in BUSY or response.is_server_error:
        raise _BusyError
    if not response.is_success:
        log.error("language model refused", status=response.status_code)
        raise ModelUnavailableError(REFUSED)
