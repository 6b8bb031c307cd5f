"""A filing of a running service that holds a good paper, for tests that do it harm."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from intake.demo.case import PAPERS

GOOD = (PAPERS / "vehicle_licence.jpg").read_bytes


@dataclass(frozen=True)
class Case:
    """A filing of a running service that already holds a good paper."""

    client: httpx.Client
    id: str
    log: Path

    def get(self, path: str = "") -> dict[str, Any]:
        return dict(self.client.get(f"/api/filings/{self.id}{path}").raise_for_status().json())

    def upload(self, *files: tuple[str, bytes], **headers: str) -> httpx.Response:
        parts = [("files", file) for file in files]
        return self.client.post(f"/api/filings/{self.id}/papers", files=parts, headers=headers)

    def read(self, *files: tuple[str, bytes]) -> dict[str, Any]:
        """Upload and return the job as it ended."""
        return self.follow(self.upload(*files))

    def follow(self, added: httpx.Response) -> dict[str, Any]:
        """Return the job an upload began, as it ended."""
        job = added.raise_for_status().json()["job"]["id"]
        with self.client.stream("GET", f"/api/jobs/{job}/events") as events:
            lines = [line for line in events.iter_lines() if line.startswith("data:")]
        return dict(json.loads(lines[-1].removeprefix("data:")))

    def edit(self, content: object, **headers: str) -> httpx.Response:
        tagged = {"If-Match": self.version(), "content-type": "application/json"} | headers
        path = f"/api/filings/{self.id}/form"
        return self.client.patch(path, content=json.dumps(content), headers=tagged)

    def version(self) -> str:
        return str(self.client.get(f"/api/filings/{self.id}/form").headers["etag"])

    def prove_unharmed(self) -> None:
        """The service is up, and the good paper and what was filled from it are as they were."""
        assert self.client.get("/healthz").json()["state"] == "up"
        good = self.get()["papers"][0]
        assert (good["name"], good["problem"], len(good["documents"])) == ("行驶证.jpg", None, 2)
        boxes = {box["key"]: box["value"]["value"] for box in self.get("/form")["fields"]}
        assert (boxes["plate_no"], boxes["vin"]) == ("沪DY8276", "LYZAGBBE0PA018276")


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body = dict(answer.json())
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["code"]) == (status, code)
    assert re.search("[\u4e00-\u9fff]", body["detail"])
    assert body["remedy"].startswith("请")
    assert "Traceback" not in answer.text
    assert not re.search(r"\.py\b|line \d+|<class", answer.text)
    return body
