"""One running service and one browser for all tests of the pages."""

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
def desk(browser: Browser, service: Running, tmp_path: Path) -> Iterator[Watched]:
    """Yield a visitor at a desk."""
    with watched(browser, service.base, tmp_path) as seen:
        yield seen


@pytest.fixture
def phone(browser: Browser, service: Running, tmp_path: Path) -> Iterator[Watched]:
    """Yield a visitor with a phone."""
    with watched(browser, service.base, tmp_path, phone=True) as seen:
        yield seen
