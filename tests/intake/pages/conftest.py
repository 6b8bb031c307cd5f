"""One running service and one browser for all tests of the pages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.intake.pages.browser import Watched, chromium, watched
from tests.intake.pages.service import Running, running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Return where pictures of the pages go: the folder named in ``ZHIBAN_SHOTS``, if any."""
    folder = Path(os.environ.get("ZHIBAN_SHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def desk(browser: Browser, service: Running, shots: Path) -> Iterator[Watched]:
    """Yield a visitor at a desk."""
    with watched(browser, service.base, shots) as seen:
        yield seen


@pytest.fixture
def phone(browser: Browser, service: Running, shots: Path) -> Iterator[Watched]:
    """Yield a visitor with a phone."""
    with watched(browser, service.base, shots, phone=True) as seen:
        yield seen
