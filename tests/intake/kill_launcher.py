"""Run the service again and again, each time killed (SIGKILL) at another point of its work.

``python kill_launcher.py DATA POINT…``: every start sends the same two requests a client would send
again after a crash, then works until it reaches its point ``step:moment`` and kills itself. A last
start works to the end and prints what the client was answered. Moments of a step:

* ``before``    nothing of it is done
* ``worked``    its work is done, but not recorded
* ``recorded``  our journal has it, DBOS does not
* ``passed``    both have it
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import httpx

from eval.serving import serving
from intake import pipeline
from intake.app import create_app
from intake.settings import Settings
from intake.store import jobs
from tests.intake.pictures import png

WORK_LOG = "work.log"
SECONDS = 60


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str, moment: str, data: Path) -> None:
    """Patch the pipeline to kill this process at one moment of one step."""
    note_work(data)
    if moment == "before":
        wrap_work(step, before=die)
    elif moment == "worked":
        wrap_work(step, after=die)
    elif moment == "recorded":
        for name in ("_read_paper", "_work_on_filing", "_publish"):
            after_method(name, lambda arguments: arguments[0] == step)
    elif moment == "passed":
        after_method("_durably", lambda arguments: arguments[0] == step)


def note_work(data: Path) -> None:
    """Write a line whenever a step's work is really done."""
    for step in pipeline.STAGES:
        wrap_work(step, after=lambda step=step: append(data / WORK_LOG, step))


def wrap_work(step: str, before: Callable[[], None] = int, after: Callable[[], None] = int) -> None:
    def around(work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any) -> Any:
            before()
            result = work(*arguments)
            after()
            return result

        return wrapped

    if step == "publish":  # its work is ending the job, in the transaction that records it
        jobs.close_job = around(jobs.close_job)
        return
    steps = "PAPER_STEPS" if step in pipeline.PAPER_STEPS else "FILING_STEPS"
    known = getattr(pipeline, steps)
    setattr(pipeline, steps, {**known, step: around(known[step])})


def after_method(name: str, concerned: Callable[[tuple[Any, ...]], bool]) -> None:
    method = getattr(pipeline.Pipeline, name)

    def wrapped(self: pipeline.Pipeline, *arguments: Any) -> None:
        method(self, *arguments)
        if concerned(arguments):
            die()

    setattr(pipeline.Pipeline, name, wrapped)


def append(path: Path, line: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def send_and_wait(data: Path, serve_on: float = 0) -> dict[str, Any]:
    """Send what the client sends, wait for the job, and return everything it was answered.

    A client hears that the job is over before the service has passed its last step: ``serve_on``
    is for how many seconds the service then runs on, unless its point comes and kills it.
    """
    settings = Settings(data=data, engine="null", gateway_url="http://127.0.0.1:9")
    with (
        serving(create_app(settings)) as url,
        httpx.Client(base_url=url, timeout=SECONDS) as client,
    ):
        new = client.post("/api/filings", json={"scenario": "S5B"}, headers=key("open")).json()
        papers = f"/api/filings/{new['id']}/papers"
        files = [("files", ("a.png", png(1))), ("files", ("b.png", b"no picture"))]
        added = client.post(papers, files=files, headers=key("papers")).json()
        with client.stream("GET", f"/api/jobs/{added['job']['id']}/events") as events:
            lines = [line for line in events.iter_lines() if line.startswith("data:")]
        job = json.loads(lines[-1].removeprefix("data:"))
        filing = client.get(f"/api/filings/{new['id']}").json()
        Event().wait(serve_on)
    return {"opened": new, "added": added, "job": job, "filing": filing}


def key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": name}


def run_killed(point: str, data: Path) -> int:
    """Work in a child until its point; return how it ended."""
    child = os.fork()
    if child == 0:
        arm(*point.split(":"), data)
        send_and_wait(data, serve_on=SECONDS)
        os._exit(0)  # the point was never reached
    return os.waitpid(child, 0)[1]


def main(data: Path, points: list[str]) -> None:
    for point in points:
        status = run_killed(point, data)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            sys.exit(f"{point} was not reached")
    note_work(data)
    print(json.dumps(send_and_wait(data)))  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
