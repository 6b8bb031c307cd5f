"""Tries the links of entries over real HTTP, and never lets one lead into the house.

A link is text somebody typed: its name is resolved here, every address it has must be a public one,
and the connection goes to that very address, so a name that resolves differently the second time
gains nothing. Redirects are followed by hand under the same rule. Nothing of a body is read.
"""

import asyncio
import socket
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

import httpx
import structlog

from intake.knowledge.settings import CareSettings
from knowledge.care.inspection.links import LinkState

log = structlog.get_logger(__name__)

MOST_REDIRECTS = 5
AGENT: Final = "zhiban-link-check"
PORTS: Final = {"http": 80, "https": 443}
GONE: Final = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
REDIRECTS: Final = {301, 302, 303, 307, 308}
SHY: Final = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.TOO_MANY_REQUESTS,
}
"""Answers of a page that is there and does not like machines, or wants a login."""
TRIES = 2


class InnerAddressError(Exception):
    """A link leads to no public address."""


def try_links(links: Iterable[str], settings: CareSettings) -> Mapping[str, LinkState]:
    """Return how each link answered, of as many as a run may try."""
    known = (each for each in dict.fromkeys(links) if settings.outside or _is_named(each, settings))
    wanted = [*known][: settings.links_per_run]
    return asyncio.run(_try_all(wanted, settings)) if wanted else {}


def _is_named(link: str, settings: CareSettings) -> bool:
    try:
        return httpx.URL(link).netloc.decode() in settings.inner_links
    except httpx.InvalidURL:
        return False


async def _try_all(links: list[str], settings: CareSettings) -> dict[str, LinkState]:
    """Try links, some at once, those of one server one after another."""
    gate = asyncio.Semaphore(settings.links_at_once)
    by_server: dict[str, list[str]] = {}
    for link in links:
        by_server.setdefault(_server(link), []).append(link)
    states: dict[str, LinkState] = {}

    async def follow(own: list[str]) -> None:
        async with gate, _client(settings) as client:
            for link in own:
                states[link] = await _try_twice(client, link, settings)

    await asyncio.gather(*(follow(own) for own in by_server.values()))
    return {link: states[link] for link in links}


def _server(link: str) -> str:
    try:
        return httpx.URL(link).host
    except httpx.InvalidURL:
        return link


def _client(settings: CareSettings) -> httpx.AsyncClient:
    # Neither proxies nor credentials of the environment: what is asked is what the link says.
    return httpx.AsyncClient(
        timeout=settings.link_seconds, trust_env=False, headers={"User-Agent": AGENT}
    )


async def _try_twice(client: httpx.AsyncClient, link: str, settings: CareSettings) -> LinkState:
    state = LinkState.UNREACHABLE
    for _ in range(TRIES):
        state = await _try(client, link, settings)
        if state not in {LinkState.UNREACHABLE, LinkState.FAILING}:
            break
    return state


async def _try(client: httpx.AsyncClient, link: str, settings: CareSettings) -> LinkState:
    try:
        async with asyncio.timeout(settings.link_seconds):
            return await _follow(client, httpx.URL(link), settings)
    except (InnerAddressError, httpx.InvalidURL, httpx.UnsupportedProtocol):
        return LinkState.NOT_ALLOWED
    except (TimeoutError, httpx.HTTPError, OSError, UnicodeError) as error:
        log.info("link_not_reached", server=_server(link), error=type(error).__name__)
        return LinkState.UNREACHABLE


async def _follow(client: httpx.AsyncClient, url: httpx.URL, settings: CareSettings) -> LinkState:
    for _ in range(MOST_REDIRECTS + 1):
        address = await _public_address(url, settings)
        pinned = url.copy_with(host=address)
        request = client.build_request("GET", pinned, headers={"Host": url.netloc.decode()})
        request.extensions["sni_hostname"] = url.raw_host.decode()
        answer = await client.send(request, stream=True)
        await answer.aclose()
        if answer.status_code not in REDIRECTS or "location" not in answer.headers:
            return _state(answer.status_code)
        url = url.join(answer.headers["location"])
    return LinkState.FAILING


def _state(status: int) -> LinkState:
    if status in GONE:
        return LinkState.GONE
    good = status < HTTPStatus.BAD_REQUEST or status in SHY
    return LinkState.ALIVE if good else LinkState.FAILING


async def _public_address(url: httpx.URL, settings: CareSettings) -> str:
    """Return the address to connect to; raises ``InnerAddressError`` unless all are public."""
    if url.scheme not in PORTS or not url.host or url.userinfo:
        raise InnerAddressError(url.scheme)
    port = url.port or PORTS[url.scheme]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(url.raw_host.decode(), port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if f"{url.host}:{port}" not in settings.inner_links and not all(map(_is_public, addresses)):
        raise InnerAddressError(url.host)
    return addresses[0]


def _is_public(address: str) -> bool:
    """Tell whether everybody may be sent there; what wraps an inner IPv4 address is inner too."""
    parsed = ip_address(address.partition("%")[0])
    inner = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    wrapped = ip_address(inner) if inner else parsed
    return parsed.is_global and wrapped.is_global and not parsed.is_multicast
