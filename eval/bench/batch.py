"""A thousand reminders of parking arrears: numbered, made, sealed; killed in the middle, resumed.

    python -m eval.bench.batch [--notices 1000] [--kill]

Prints how long a whole batch takes, what each notice takes in the median, and the proof that every
number up to the last was given, and once. With ``--kill`` the making process is killed (SIGKILL)
three times on the way and started again.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from docgen.notices.notice import Recipient
from intake.clock import today
from intake.notices.batch import check_drafts, open_batch, run_batch
from intake.notices.draft import Draft
from intake.office import Office, open_office
from intake.settings import Settings
from intake.store import batches
from intake.store.notice_series import read_series

LIMIT_SECONDS = 180
KIND, ISSUER = "parking_arrears", "sample_transport"
SURNAMES = "赵钱孙李周吴郑王冯陈"
SHARES = (0.2, 0.5, 0.8)
"""Of the batch that is done when the process is killed."""


def drafts(number: int) -> Iterator[Draft]:
    """Yield invented drivers, each with one to five unpaid parkings."""
    for place in range(number):
        yield Draft(
            kind=KIND,
            office=ISSUER,
            recipient=Recipient(name=f"{SURNAMES[place % 10]}样张{place:04}", kind="个人"),
            facts={"plate_no": f"沪A{place:05}"},
            rows=tuple(_parking(place, day) for day in range(1 + place % 5)),
        )


def _parking(place: int, day: int) -> dict[str, str]:
    return {
        "lot": f"样张路{place % 90 + 1}号（测试段）",
        "from": f"2026-10-{day + 1:02} 08:{place % 60:02}",
        "to": f"2026-10-{day + 1:02} 1{day}:{place % 60:02}",
        "amount": f"{10 + place % 40}.00",
    }


def begin(office: Office, number: int) -> str:
    """Number a batch and return its id."""
    wanted = [*drafts(number)]
    check_drafts(office, wanted)
    with office.store.write() as session:
        return open_batch(session, office, wanted, "样张员").id


def issued(office: Office, batch_id: str) -> int:
    """Return how many notices of a batch are issued."""
    with office.store.read() as session:
        return batches.count_states(session, batch_id).get("issued", 0)


def run_killed(settings: Settings, batch_id: str, until: int) -> None:
    """Make notices in a process of their own and kill it once so many are issued."""
    child = os.fork()
    if child == 0:
        run_batch(open_office(settings), batch_id, Event())
        os._exit(0)
    office = open_office(settings)
    while issued(office, batch_id) < until:
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    office.close()


def prove(office: Office, number: int) -> str:
    """Return the proof of the numbers; ends the program when one is lost, doubled or not issued."""
    with office.store.read() as session:
        (series,) = read_series(session, today().year)
    if not series.whole or len(series.numbers) != number:
        sys.exit(f"numbers lost or doubled: {series.missing} {series.doubled}")
    return f"{series.numbers[0]} … {series.numbers[-1]}: {number} numbers, none lost, none twice"


def main() -> None:
    """Run the batch and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=1000)
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), engine="null")
        office = open_office(settings)
        started = time.perf_counter()
        batch_id = begin(office, given.notices)
        numbered = time.perf_counter()
        for share in SHARES if given.kill else ():
            run_killed(settings, batch_id, round(share * given.notices))
        run_batch(office, batch_id, Event())
        ended = time.perf_counter()
        if issued(office, batch_id) != given.notices:
            sys.exit("not every notice was issued")
        print(prove(office, given.notices))
        office.close()
    whole, making = ended - started, ended - numbered
    print(f"numbered in {numbered - started:.1f} s, made and sealed in {making:.1f} s")
    print(f"{1000 * making / given.notices:.0f} ms a notice; killed {3 * given.kill} times")
    verdict = "ok" if whole <= LIMIT_SECONDS * given.notices / 1000 else "TOO SLOW"
    print(f"whole: {whole:.1f} s, {verdict} (limit {LIMIT_SECONDS} s for a thousand)")


if __name__ == "__main__":
    main()
