"""A service stopped in the middle of its work blames no paper for it, and goes on when started."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.intake.pictures import png
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
FILES = [("files", (f"{n}.png", png(n, 900, 700))) for n in range(6)]
START_SECONDS = 60


@contextmanager
def running(data: Path) -> Iterator[httpx.Client]:
    """Run ``zhiban serve`` and stop it as a supervisor does (SIGTERM)."""
    port = free_port()
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "ZHIBAN_DATA": str(data),
        "ZHIBAN_ENGINE": "null",
        "ZHIBAN_GATEWAY_URL": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "intake.cli", "serve", "--no-simulator", "--port", str(port)]
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        try:
            await_health(client)
            yield client
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(30)


def await_health(client: httpx.Client) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if client.get("/healthz").json()["engine"] == "ready":
                return
        except httpx.TransportError:
            time.sleep(0.1)  # not listening yet: there is no event to wait for
    raise AssertionError("the service did not start")


def follow(client: httpx.Client, job: str, until: str = "") -> dict:
    """Return the job at its first event in a stage, or at its end."""
    state: dict = {}
    with client.stream("GET", f"/api/jobs/{job}/events") as events:
        for line in events.iter_lines():
            if line.startswith("data:"):
                state = json.loads(line.removeprefix("data:"))
                if state["stage"] == until:
                    break
    return state


def test_a_job_stopped_half_way_is_finished_after_the_next_start(tmp_path: Path) -> None:
    with running(tmp_path) as client:
        filing = client.post("/api/filings", json={"scenario": "S5B"}).json()["id"]
        added = client.post(f"/api/filings/{filing}/papers", files=FILES).json()
        job = added["job"]["id"]
        assert follow(client, job, until="look")["state"] == "running"
    with running(tmp_path) as client:
        ended = follow(client, job)
        papers = client.get(f"/api/filings/{filing}").json()["papers"]
    assert (ended["state"], ended["progress"]) == ("done", 1.0)
    assert [paper["problem"] for paper in papers] == [None] * len(FILES)
    assert [len(paper["pages"]) for paper in papers] == [1] * len(FILES)
