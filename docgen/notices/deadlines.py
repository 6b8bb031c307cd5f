"""The deadlines of one notice, worked out."""

from datetime import date

from docgen.notices.check import own_limit
from docgen.notices.kind import NoticeKind
from docgen.notices.limits import Limits, Period, run_period
from docgen.notices.notice import Notice


def run_periods(notice: Notice, kind: NoticeKind, limits: Limits) -> tuple[Period, ...]:
    """Return the periods of a notice whose facts are in order, by the law of the day of issue.

    A deadline that runs from a day nobody told is left out.
    """
    days = {key: text for key, text in notice.facts.items() if text}
    days["issued_on"] = notice.issued_on.isoformat()
    return tuple(
        run_period(
            each,
            date.fromisoformat(days[each.after]),
            limits.on(notice.issued_on, each.limit),
            own_limit(notice, each),
        )
        for each in kind.deadlines
        if each.after in days
    )
