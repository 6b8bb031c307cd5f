"""The log of calls of the models: who called what, how it ended and how long it took.

Nothing of what was sent or answered is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, insert, select

from intake.clock import now
from intake.store import tables
from intake.store.database import Session

calls = tables.model_calls
SUCCESS = "200"


@dataclass(frozen=True)
class ModelCall:
    """One call that was answered."""

    app: str
    model: str
    version: str
    code: str
    cost_ms: int


@dataclass(frozen=True)
class DayOfModel:
    """The calls of one model on one day, by Shanghai's time."""

    model: str
    day: date
    count: int
    succeeded: int
    p50_ms: int
    p95_ms: int


def note_call(session: Session, call: ModelCall) -> None:
    """Add a call to the log."""
    moment = now()
    row = insert(calls).values(at=moment, day=moment.date(), **vars(call))
    session.connection.execute(row)


def statistics(session: Session, days: int) -> list[DayOfModel]:
    """Return the figures of each model and day, of today and the days before, newest first.

    Times are of the calls that succeeded: a refused call is quick and says nothing of the model.
    """
    since = now().date() - timedelta(days=days - 1)
    key = (calls.c.day, calls.c.model)
    counted = func.count().label("number")
    wanted = select(*key, calls.c.code, calls.c.cost_ms, counted).where(calls.c.day >= since)
    rows = session.connection.execute(
        wanted.group_by(*key, calls.c.code, calls.c.cost_ms).order_by(calls.c.cost_ms)
    )
    groups: dict[tuple[date, str], list[tuple[str, int, int]]] = {}
    for row in rows:
        groups.setdefault((row.day, row.model), []).append((row.code, row.cost_ms, row.number))
    newest = sorted(groups, key=lambda named: (-named[0].toordinal(), named[1]))
    return [_figures(model, day, groups[day, model]) for day, model in newest]


def _figures(model: str, day: date, rows: Iterable[tuple[str, int, int]]) -> DayOfModel:
    everything = list(rows)
    good = [(cost, number) for code, cost, number in everything if code == SUCCESS]
    return DayOfModel(
        model=model,
        day=day,
        count=sum(number for _, _, number in everything),
        succeeded=sum(number for _, number in good),
        p50_ms=percentile(good, 0.50),
        p95_ms=percentile(good, 0.95),
    )


def percentile(counted: Iterable[tuple[int, int]], share: float) -> int:
    """Return the least value that ``share`` of all are not above; 0 when there are none.

    ``counted`` are values in rising order, each with how often it occurs.

    >>> percentile([(10, 1), (20, 8), (90, 1)], 0.5), percentile([(10, 1), (90, 1)], 0.95)
    (20, 90)
    """
    held = list(counted)
    left = share * sum(number for _, number in held)
    for value, number in held:
        left -= number
        if left <= 0:
            return value
    return 0
