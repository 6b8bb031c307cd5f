"""A running service with the null engine, over real HTTP, SQLite and files."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.serving import serving
from intake.app import create_app
from intake.office import Office
from intake.security.sealing import Sealer
from intake.settings import Limits, Settings
from intake.store.database import Store
from tests.intake.databases import postgresql
from tests.intake.pictures import png

LIMITS = Limits(
    file_bytes=200_000,
    request_bytes=1_000_000,
    json_bytes=50_000,
    files_per_request=5,
    papers_per_filing=8,
    bytes_per_filing=700_000,
)


KEY = b"k" * 32


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="zb") as folder:
        if request.param == "sqlite":
            yield f"sqlite:///{folder}/zhiban.db"
            return
        with postgresql(Path(folder)) as address:
            yield address


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[Store]:
    store = Store(url, Sealer(KEY))
    yield store
    store.close()


@dataclass(frozen=True)
class Service:
    """A client of the service, and what is behind it."""

    client: httpx.Client
    office: Office
    data: Path

    def open(self, **subject: str) -> str:
        new = {"scenario": "S5B", "subject": subject}
        return str(self.client.post("/api/filings", json=new).raise_for_status().json()["id"])

    def upload(self, filing: str, *files: tuple[str, bytes], **headers: str) -> httpx.Response:
        parts = [("files", file) for file in files]
        return self.client.post(f"/api/filings/{filing}/papers", files=parts, headers=headers)

    def read(self, filing: str, *files: tuple[str, bytes]) -> dict[str, Any]:
        """Upload and return the job as it ended."""
        added = self.upload(filing, *files or (("a.png", png(1)),)).raise_for_status()
        return self.follow(added.json()["job"]["id"])[-1]

    def follow(self, job: str, seen: int = 0) -> list[dict[str, Any]]:
        """Return every event of a job until it ends."""
        headers = {"Last-Event-ID": str(seen)}
        with self.client.stream("GET", f"/api/jobs/{job}/events", headers=headers) as events:
            lines = [line for line in events.iter_lines() if line.startswith("data:")]
        return [json.loads(line.removeprefix("data:")) for line in lines]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("service")
    settings = Settings(
        data=data, engine="null", gateway_url="http://127.0.0.1:9", work_seconds=30, limits=LIMITS
    )
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield Service(client, app.state.office, data)
