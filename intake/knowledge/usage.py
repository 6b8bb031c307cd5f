"""Usage of the knowledge base over the store: counted from the questions themselves."""

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO

from intake.clock import SHANGHAI
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.knowledge_events import asked_between, feedback_between
from knowledge.care.usage import Counted, Usage, add_up
from models.errors import InvalidRequestError

LATER = timedelta(days=30)
"""So long after a question what is said of its answer still counts to it."""
COLUMNS = {
    "questions": "提问",
    "answered": "已回答",
    "asked_back": "追问",
    "declined": "未能回答",
    "up": "好评",
    "down": "差评",
    "corrections": "纠错",
    "clicks": "点击",
}
GROUPS = {
    "category": "事项",
    "audience": "对象",
    "source": "来源",
    "department": "部门",
    "channel": "渠道",
    "district": "区域",
}


def usage_between(session: Session, since: date, until: date) -> Usage:
    """Return usage from one day to another, both included.

    Raises ``InvalidRequestError`` when the days are the wrong way round.
    """
    if since > until:
        raise InvalidRequestError("起始日期晚于截止日期。")
    begin, end = _midnight(since), _midnight(until + timedelta(days=1))
    live = [each.id for each in entries.live_entries(session) if each.holds_on(until)]
    asked = asked_between(session, begin, end)
    return add_up(asked, feedback_between(session, begin, end + LATER), live)


def as_csv(usage: Usage) -> str:
    """Return the groups as a table: what is grouped by, the group, and its figures."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["分组", "名称", *COLUMNS.values()])
    writer.writerow(["合计", "", *_row(usage.total)])
    for name, groups in usage.groups.items():
        for each in groups:
            writer.writerow([GROUPS[name], _safe(each.name or "（未说明）"), *_row(each)])
    return out.getvalue()


def _row(counted: Counted) -> list[int]:
    return [getattr(counted, name) for name in COLUMNS]


def _safe(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
