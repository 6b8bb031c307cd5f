"""Handovers that nobody fetched in time: an officer serves them on paper instead."""

from datetime import date, datetime, time, timedelta

from intake.clock import SHANGHAI
from intake.store.database import Session
from intake.store.handovers import Handover, unfetched
from precheck.workdays import workdays_between


def overdue(session: Session, workdays: int, day: date) -> tuple[Handover, ...]:
    """Return the handovers that nobody fetched within so many working days, oldest first.

    They run from the day after the document was handed over, as periods do.
    """
    end = datetime.combine(day, time(), SHANGHAI) - timedelta(days=workdays)
    return tuple(
        each
        for each in unfetched(session, end + timedelta(days=1))
        if workdays_between(each.opened_at.astimezone(SHANGHAI).date(), day) >= workdays
    )
