"""A real Chromium for tests of the pages, and a page that remembers what went wrong on it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), "")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason=f"none of {', '.join(NAMES)} installed")

FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 120_000
"""Milliseconds; reading papers on a busy machine takes its time."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page whose console errors are kept; ``expected`` are words of those a test provokes."""

    def __init__(self, page: Page, shots: Path) -> None:
        self.page = page
        self.faults: list[str] = []
        self._shots = shots
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def unexpected(self, *expected: str) -> list[str]:
        return [fault for fault in self.faults if not any(word in fault for word in expected)]

    def shoot(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        self.page.screenshot(path=self._shots / f"{name}.jpg", type="jpeg", quality=88)

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)


@contextmanager
def watched(browser: Browser, base: str, shots: Path, *, phone: bool = False) -> Iterator[Watched]:
    """Yield a watched page of a fresh visitor."""
    context = browser.new_context(
        base_url=base,
        viewport=PHONE if phone else DESKTOP,
        has_touch=phone,
        is_mobile=phone,
        locale="zh-CN",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield Watched(context.new_page(), shots)
    finally:
        context.close()


def tab_to(page: Page, wanted: Locator, most: int = 120) -> None:
    """Press Tab until ``wanted`` has the focus, as a person without a mouse does."""
    for _ in range(most):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")


def inside(inner: Locator, outer: Locator) -> bool:
    """Tell whether one element is seen wholly within another."""
    small, large = inner.bounding_box(), outer.bounding_box()
    assert small
    assert large
    return (
        small["x"] >= large["x"]
        and small["y"] >= large["y"]
        and small["x"] + small["width"] <= large["x"] + large["width"]
        and small["y"] + small["height"] <= large["y"] + large["height"]
    )
