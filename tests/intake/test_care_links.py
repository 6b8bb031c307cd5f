"""Links are tried over real HTTP, and none leads into the house."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse

from eval.serving import serving
from intake.knowledge.links import _is_public, try_links
from intake.knowledge.settings import CareSettings
from knowledge.care.inspection.links import LinkState


def pages() -> FastAPI:
    app = FastAPI()

    @app.get("/status/{code}")
    def answer(code: int) -> Response:
        return Response(status_code=code)

    @app.get("/to")
    def redirect(url: str) -> RedirectResponse:
        return RedirectResponse(url)

    @app.get("/round")
    def turn() -> RedirectResponse:
        return RedirectResponse("/round")

    @app.get("/slow")
    async def wait() -> None:
        await asyncio.sleep(30)

    return app


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving(pages()) as url:
        yield url


def settings(site: str, **more: object) -> CareSettings:
    told = {"inner_links": (site.removeprefix("http://"),), "link_seconds": 5} | more
    return CareSettings.model_validate(told)


def state(site: str, link: str, **more: object) -> LinkState:
    return try_links([link], settings(site, **more))[link]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (200, LinkState.ALIVE),
        (204, LinkState.ALIVE),
        (401, LinkState.ALIVE),
        (403, LinkState.ALIVE),
        (429, LinkState.ALIVE),
        (400, LinkState.FAILING),
        (404, LinkState.GONE),
        (410, LinkState.GONE),
        (500, LinkState.FAILING),
        (503, LinkState.FAILING),
    ],
)
def test_the_answer_says_how_a_link_stands(site: str, code: int, expected: LinkState) -> None:
    assert state(site, f"{site}/status/{code}") is expected


def test_redirects_are_followed_to_their_end_and_not_for_ever(site: str) -> None:
    assert state(site, f"{site}/to?url=/status/200") is LinkState.ALIVE
    assert state(site, f"{site}/to?url=/status/404") is LinkState.GONE
    assert state(site, f"{site}/round") is LinkState.FAILING


@pytest.mark.parametrize(
    "inner",
    [
        "http://127.0.0.1:9/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://user:pw@127.0.0.1/",
    ],
)
def test_nothing_inside_is_asked_directly_or_by_a_redirect(site: str, inner: str) -> None:
    assert state(site, inner) is LinkState.NOT_ALLOWED
    assert state(site, f"{site}/to?url={inner}") is LinkState.NOT_ALLOWED


def test_the_house_itself_is_inside_unless_it_is_named(site: str) -> None:
    link = f"{site}/status/200"
    assert try_links([link], CareSettings())[link] is LinkState.NOT_ALLOWED


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses_are_public(address: str) -> None:
    assert _is_public(address)


@pytest.mark.parametrize(
    "address", ["100.64.0.1", "224.0.0.1", "fe80::1%eth0", "2002:7f00:1::", "fc00::1"]
)
def test_addresses_that_only_look_public_are_not(address: str) -> None:
    assert not _is_public(address)


@contextmanager
def silence() -> Iterator[str]:
    """Yield an address that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_who_does_not_answer_is_unreachable_and_holds_nobody_up() -> None:
    with silence() as place:
        link = f"http://{place}/"
        told = CareSettings(inner_links=(place,), link_seconds=0.2)
        assert try_links([link], told)[link] is LinkState.UNREACHABLE
    assert try_links([link], told)[link] is LinkState.UNREACHABLE


def test_a_run_tries_so_many_links_and_each_once(site: str) -> None:
    links = [f"{site}/status/20{n}" for n in (0, 1, 2)]
    tried = try_links([*links, *links], settings(site, links_per_run=2))
    assert [*tried] == links[:2]
    assert try_links(["样张"], settings(site)) == {"样张": LinkState.NOT_ALLOWED}


def test_without_a_way_outside_only_named_places_are_tried(site: str) -> None:
    links = ["http://example.invalid/", f"{site}/status/404"]
    assert try_links(links, settings(site, outside=False)) == {links[1]: LinkState.GONE}
