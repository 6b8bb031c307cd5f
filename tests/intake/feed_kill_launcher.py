"""Report the filings of a folder again and again, each time killed (SIGKILL) at another point.

``python feed_kill_launcher.py FOLDER URL POINT…``: every start works until it reaches its point
``call:moment`` and kills itself; a last start works to the end. Moments of a message:

* ``planned``   its event has become messages
* ``before``    it is in hand, and nothing of it is done
* ``worded``    what it says is kept, but not sent
* ``sent``      the library has taken it, and nobody here knows
* ``noted``     its answer is kept
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from intake.feeds.case_library.deliver import Deliverer
from tests.intake.reporting import Bureau, declaration

BEFORE = {"before": "_words", "worded": "_message", "sent": "_note"}
AFTER = {"planned": "_plan", "noted": "_note"}


def arm(call: str, moment: str) -> None:
    """Patch the deliverer to kill this process at one moment of one call."""
    name = BEFORE.get(moment) or AFTER[moment]
    method = getattr(Deliverer, name)

    def wrapped(self: Deliverer, about: Any, *arguments: Any) -> Any:
        concerned = getattr(about, "call", call) == call
        if concerned and moment in BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        result = method(self, about, *arguments)
        if concerned and moment in AFTER:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(Deliverer, name, wrapped)


def report(folder: Path, url: str) -> None:
    bureau = Bureau(folder, url)
    bureau.deliverer().take_back()
    bureau.report()
    bureau.store.close()


def run_killed(point: str, folder: Path, url: str) -> int:
    """Report in a child until its point; return how it ended."""
    child = os.fork()
    if child == 0:
        arm(*point.split(":"))
        report(folder, url)
        os._exit(0)  # the point was never reached
    return os.waitpid(child, 0)[1]


def main(folder: Path, url: str, points: list[str]) -> None:
    declaration()  # read once, before the children are made
    for point in points:
        status = run_killed(point, folder, url)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            sys.exit(f"{point} was not reached")
    report(folder, url)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
