"""kill -9 at any point of reporting: the library hears every message once, and in order."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from intake.store.deliveries import count_states
from tests.intake.reporting import TOLD, Bureau, library

ROOT = Path(__file__).parents[2]
CALLS = ("number", "save", "stuff", "submit")
MOMENTS = ("worded", "sent", "noted")
POINTS = [
    *("number:planned", "number:before"),
    *(f"{call}:{moment}" for call in CALLS for moment in MOMENTS),
    *("node:before", "document:sent"),
]


def test_killed_at_every_moment_of_every_call_the_case_is_told_once(tmp_path: Path) -> None:
    launcher = Path(__file__).with_name("feed_kill_launcher.py")
    with library() as shelves:
        bureau = Bureau(tmp_path, shelves.url)
        filing = bureau.filing()
        ended = subprocess.run(
            [sys.executable, str(launcher), str(tmp_path), shelves.url, *POINTS],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        assert shelves.effects(filing.case_no) == TOLD
        received = shelves.received(filing.case_no)
        (case,) = shelves.cases(filing.case_no)
    assert (len(case["saved"]), len(case["submitted"]), len(case["stuffs"])) == (1, 1, 3)
    doubles = Counter(each["call"] for each in received if each["code"] == "409001")
    sent_and_not_noted = Counter([*CALLS, "stuff"])
    assert doubles == sent_and_not_noted
    with bureau.store.read() as session:
        counted = count_states(session)
    assert counted == {"waiting": 0, "done": len(TOLD), "dead": 0, "events": 0}
    bureau.store.close()
