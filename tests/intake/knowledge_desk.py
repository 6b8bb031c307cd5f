"""Entries for the tests of the knowledge base, and the way one takes to be published."""

from typing import Any

from intake.clock import today
from intake.knowledge import desk
from intake.knowledge.desk import Seen
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_entries import KeptEntry
from knowledge.entries.content import Content
from knowledge.entries.life import Step

AUTHOR, REVIEWER = Doer(officer="周样张"), Doer(officer="吴样张", reason="内容属实")
DAY = today()


def content(**changes: Any) -> Content:
    """Return what staff write of an entry."""
    known: dict[str, Any] = {
        "kind": "faq",
        "title": "网约车驾驶员证到期怎么换",
        "body": "到窗口办理换证，五个工作日办结。",
        "department": "市道路运输管理局",
        "source": {"title": "样张办事指南"},
    }
    return Content.model_validate(known | changes)


def seen(entry_id: str) -> Seen:
    return Seen(entry_id, None)


def publish(session: Session, entry_id: str) -> KeptEntry:
    desk.take_step(session, seen(entry_id), Step.SUBMIT, AUTHOR)
    return desk.take_step(session, seen(entry_id), Step.PUBLISH, REVIEWER)


def published(session: Session, **changes: Any) -> str:
    """Write an entry and publish it; return its id."""
    entry_id = desk.create(session, content(**changes), AUTHOR).id
    publish(session, entry_id)
    return entry_id
