"""The deadlines of one notice, worked out."""

from datetime import date

from docgen.notices.check import own_limit
from docgen.notices.kind import NoticeKind
from docgen.notices.limits import Limits, Period, run_period
from docgen.notices.notice import Notice


def run_periods(notice: Notice, kind: NoticeKind, limits: Limits) -> tuple[Period, ...]:
    """Return the periods of a notice whose facts are in order, by the law of the day of issue."""
    days = notice.facts | {"issued_on": notice.issued_on.isoformat()}
    return tuple(
        run_period(
            each,
            _day(days.get(each.after, "")),
            limits.on(notice.issued_on, each.limit),
            own_limit(notice, each),
        )
        for each in kind.deadlines
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
