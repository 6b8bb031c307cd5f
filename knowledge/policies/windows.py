"""When applications for a policy are taken, as it looks on one day."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from knowledge.policies.policy import Policy, Window
from models.records import Record


class Opening(StrEnum):
    """How the window stands."""

    YEAR_ROUND = "全年受理"
    OPEN = "受理中"
    UPCOMING = "未到受理期"
    CLOSED = "受理期已过"
    NOT_IN_FORCE = "政策未生效或已到期"


class Period(Record):
    """The window that matters on a day: the open one, else the next, else the last."""

    opening: Opening
    opens: date | None = None
    closes: date | None = None
    days_left: int | None = None
    """Days until it closes, or while it is closed until it opens."""
    note: str = ""


def period_of(policy: Policy, on: date) -> Period:
    """Return how the application window of a policy stands on a day."""
    if on < policy.valid_from or (policy.valid_to and policy.valid_to < on):
        return Period(opening=Opening.NOT_IN_FORCE, opens=policy.valid_from, closes=policy.valid_to)
    if not policy.windows:
        return Period(opening=Opening.YEAR_ROUND, closes=policy.valid_to)
    spans = sorted(_spans(policy, on))
    for opens, closes, note in spans:
        if closes >= on:
            opening = Opening.OPEN if opens <= on else Opening.UPCOMING
            left = ((closes if opens <= on else opens) - on).days
            return Period(opening=opening, opens=opens, closes=closes, days_left=left, note=note)
    opens, closes, note = spans[-1]
    return Period(opening=Opening.CLOSED, opens=opens, closes=closes, note=note)


def mend_by(period: Period, takes_days: int | None) -> date | None:
    """Return the day on which mending must begin to be in time; None without a last day."""
    if takes_days is None or period.closes is None:
        return None
    return period.closes - timedelta(days=takes_days)


def _spans(policy: Policy, on: date) -> Iterator[tuple[date, date, str]]:
    for window in policy.windows:
        if window.opens and window.closes:
            yield window.opens, window.closes, window.note
        else:
            yield from ((*_yearly(window, year), window.note) for year in _years(policy, on))


def _years(policy: Policy, on: date) -> Iterator[int]:
    """Yield last year, for a window over New Year, this one and the next, within the policy."""
    last = policy.valid_to.year if policy.valid_to else on.year + 1
    yield from range(on.year - 1, min(on.year + 1, last) + 1)


def _yearly(window: Window, year: int) -> tuple[date, date]:
    opens = date.fromisoformat(f"{year}-{window.yearly_opens}")
    over = window.yearly_closes < window.yearly_opens
    return opens, date.fromisoformat(f"{year + over}-{window.yearly_closes}")
