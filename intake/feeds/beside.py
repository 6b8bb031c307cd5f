"""The simulated registers as a process beside the service."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from intake.settings import Settings
from models.errors import SourceUnavailableError

START_SECONDS = 90


@contextmanager
def simulator_beside(settings: Settings) -> Iterator[None]:
    """Run the simulator where the settings look for the registers, until the block ends.

    One that listens there already is used. Raises ``SourceUnavailableError`` when none starts.
    """
    if _answers(settings.gateway_url):
        yield
        return
    port = urlsplit(settings.gateway_url).port or 80
    # The pipe closes when this process ends, however it ends: the simulator does not outlive it.
    command = [sys.executable, "-m", "intake.feeds.simulator", "--while-stdin", "--port", str(port)]
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)  # noqa: S603 - ours
    try:
        _await(settings.gateway_url, child)
        yield
    finally:
        child.terminate()
        child.wait()


def _await(url: str, child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(url):
        if child.poll() is not None or time.monotonic() > until:
            raise SourceUnavailableError("模拟登记库没有启动。")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/control/audit", timeout=1, trust_env=False).is_success
    except httpx.TransportError:
        return False
