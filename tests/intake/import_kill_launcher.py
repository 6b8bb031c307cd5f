"""Run the service again and again over one import, each time killed (SIGKILL) at another point.

``python import_kill_launcher.py DATA STEP:MOMENT…``: every start sends the same request a client
would send again after a crash, then works until it reaches its point and kills itself. A last start
works to the end and prints what the import became. A step is a function of
``intake.knowledge.import_work``; it is killed ``before`` it, when it has ``worked`` and recorded
nothing, or when it is ``recorded`` and DBOS does not know.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import httpx
from dbos import DBOS

from eval.serving import serving
from intake.app import create_app
from intake.knowledge import import_work, importer
from intake.knowledge.settings import CareSettings, KnowledgeSettings
from intake.settings import Settings

SECONDS = 60
RULE = "样张镇停车收费规定\n\n一、收费标准\n停车每小时收费五元，七日内可以申请退费。\n"
FILES = (("规定.txt", RULE), ("空.txt", ""), ("问答.csv", "问题,答案\n怎么换证,到窗口换。\n"))
READS = "reads.log"


def die(*_given: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str, moment: str) -> None:
    """Have this process killed at one moment of one step."""
    whole = getattr(importer, step)

    def killed(*given: Any) -> None:
        if moment == "before":
            die()
        if moment == "worked":
            import_work.change_file = import_work.change_import = die  # type: ignore[assignment]
        whole(*given)
        if moment == "recorded":
            die()

    setattr(importer, step, killed)


def note_reads(data: Path) -> None:
    """Write a line whenever a file is really read."""
    whole: Callable[..., Any] = import_work.understand

    def noted(*given: Any) -> Any:
        found = whole(*given)
        with (data / READS).open("a") as lines:
            lines.write(f"{found.file}\n")
        return found

    import_work.understand = noted  # type: ignore[assignment]


def import_and_wait(data: Path) -> dict[str, Any]:
    """Send what a client sends, wait for the import, and return what became of it."""
    note_reads(data)
    quick = {"knowledge": KnowledgeSettings(starter=False), "care": CareSettings(on=False)}
    settings = Settings(data=data, engine="null", gateway_url="http://127.0.0.1:9", **quick)
    headers = {"X-Officer": quote("周样张"), "Idempotency-Key": "import"}
    files = [("files", (name, text.encode())) for name, text in FILES]
    with (
        serving(create_app(settings)) as url,
        httpx.Client(base_url=url, timeout=SECONDS, headers=headers) as client,
    ):
        address = "/api/v1/knowledge/imports"
        new = client.post(address, files=files).raise_for_status().json()
        wait()
        told = client.get(f"{address}/{new['id']}").json()
        return told | client.get(f"{address}/{new['id']}/report").json()


def wait() -> None:
    """Wait until every workflow of imports has ended."""
    for known in DBOS.list_workflows(name="import"):
        with suppress(Exception):  # one that broke off is told by the import itself
            DBOS.retrieve_workflow(known.workflow_id).get_result()


def run_killed(point: str, data: Path) -> int:
    """Work in a child until its point; return how it ended."""
    child = os.fork()
    if child == 0:
        arm(*point.split(":"))
        import_and_wait(data)
        Event().wait(SECONDS)
        os._exit(0)  # the point was never reached
    return os.waitpid(child, 0)[1]


def main(data: Path, points: list[str]) -> None:
    for point in points:
        status = run_killed(point, data)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            sys.exit(f"{point} was not reached")
    sys.stdout.write(json.dumps(import_and_wait(data)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
