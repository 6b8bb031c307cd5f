"""A service for the demonstration alone: its own data folder, its own ports, gone afterwards."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from intake.settings import Settings
from models.errors import EngineUnavailableError

START_SECONDS = 180


@contextmanager
def service_for(data: Path, registers: str = "") -> Iterator[httpx.Client]:
    """Run the service on a data folder and yield a client of it.

    It asks the registers at the address ``registers``, or simulated ones of its own.
    """
    port = _free_port()
    environment = os.environ | {
        "ZHIBAN_DATA": str(data),
        "ZHIBAN_AUTHORITY": str(Settings().authority_folder.absolute()),
        "ZHIBAN_GATEWAY_URL": registers or f"http://127.0.0.1:{_free_port()}",
    }
    command = [sys.executable, "-m", "intake.cli", "serve", "--port", str(port)]
    with (data / "service.log").open("wb") as log:
        child = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False
        ) as client:
            _await(client, child, data / "service.log")
            yield client
    finally:
        child.terminate()
        child.wait()


def _await(client: httpx.Client, child: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the service can read papers."""
    until = time.monotonic() + START_SECONDS
    while _state(client) != "up":
        if child.poll() is not None or time.monotonic() > until:
            raise EngineUnavailableError(
                f"演示服务没有启动：{log.read_text(encoding='utf-8')[-2000:]}"
            )
        time.sleep(0.1)


def _state(client: httpx.Client) -> str:
    try:
        return str(client.get("/healthz").json()["state"])
    except httpx.TransportError:
        return "starting"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
