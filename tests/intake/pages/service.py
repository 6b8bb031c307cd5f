"""The real service as a process of its own, beside simulated registers a test can break."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval.serving import serving
from intake.demo.service import service_for
from intake.feeds.simulator import create_simulator

SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[4] / "shared"))


class Running:
    """A running service and the registers it asks."""

    def __init__(self, client: httpx.Client, registers: str) -> None:
        self.client = client
        self.base = str(client.base_url)
        self._registers = registers

    @contextmanager
    def register_down(self, name: str) -> Iterator[None]:
        """Have one register answer nothing while the block runs."""
        self._order(name, "down")
        try:
            yield
        finally:
            self._order(name, "none")

    def change_elsewhere(self, filing: str, key: str, text: str) -> None:
        """Edit a box as somebody else would who has the same filing open."""
        form = f"/api/filings/{filing}/form"
        headers = {"If-Match": self.client.get(form).headers["ETag"]}
        self.client.patch(form, json={"values": {key: text}}, headers=headers).raise_for_status()

    def _order(self, name: str, fault: str) -> None:
        address = f"{self._registers}/control/{name}"
        httpx.put(address, json={"fault": fault}, trust_env=False).raise_for_status()


@contextmanager
def running(data: Path) -> Iterator[Running]:
    """Run the service on a data folder while the block runs."""
    with serving(create_simulator()) as registers, service_for(data, registers) as client:
        yield Running(client, registers)
