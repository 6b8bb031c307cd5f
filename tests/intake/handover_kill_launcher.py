"""Serve and confirm documents until killed (SIGKILL) inside a transaction.

``python handover_kill_launcher.py DATABASE FILING STEP``: goes the whole way and dies at STEP,
after its row is changed and before anything is kept; without such a step it goes to the end.
"""

import os
import signal
import sys
from typing import Any

from intake.delivery import handing
from intake.delivery.handing import hand_over, say_consent, take_step
from intake.security.sealing import Sealer
from intake.store.database import Store
from intake.store.handovers import HandoverState, Item

WAY = (HandoverState.SEEN, HandoverState.FETCHED, HandoverState.CONFIRMED)


def die_at(step: str) -> None:
    """Have a step made, and the process killed before it is put on record."""
    make = handing.make_step

    def make_and_die(*parts: Any, **changes: Any) -> Any:
        made = make(*parts, **changes)
        if parts[-1] == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    handing.make_step = make_and_die  # type: ignore[assignment]


def main(url: str, filing: str, deadly: str) -> None:
    die_at(deadly)
    store = Store(url, Sealer(b"k" * 32))
    item = Item(kind="document", ref=f"{filing}/a", title="甲", recipient="乙", filing_id=filing)
    with store.write() as session:
        handover = hand_over(session, item)
    with store.write() as session:
        say_consent(session, filing, agreed=True, by="乙")
    for step in WAY:
        with store.write() as session:
            seen = handing.find_handover(session, filing, handover.id)
            take_step(session, seen, step, by="乙")


if __name__ == "__main__":
    main(*sys.argv[1:])
