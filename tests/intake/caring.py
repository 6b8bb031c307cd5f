"""Questions and clocks for the tests of the care for the knowledge base; all invented."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete

from intake.clock import SHANGHAI, today
from intake.knowledge.care_work import Care
from intake.knowledge.recording import new_id, record_feedback, record_question
from intake.knowledge.regressions import Ask
from intake.knowledge.settings import CareSettings
from intake.knowledge.shelf import Shelf
from intake.store import tables
from intake.store.database import Session, Store
from knowledge.care.events import Asked, Cited, Feedback, Outcome, Verdict
from knowledge.embedding.encoder import default_encoder
from knowledge.index.scope import Scope

MONDAY = today() + timedelta(days=7 - today().weekday())
NIGHT = datetime.combine(MONDAY, time(3), SHANGHAI)
"""The Monday to come: what is published now is in force then."""
LIFTS = (
    "老房子加装电梯怎么申请补贴",
    "加装电梯补贴多少钱",
    "旧楼装电梯政府给钱吗",
    "既有住宅加装电梯的补贴怎么领",
)
DOGS = ("宠物狗证去哪里办", "养狗要办证吗", "狗证年检怎么弄", "给狗狗上证要带什么")


EMPTIED = (
    *("regressions", "gap_questions", "corrections", "feedback", "gaps", "questions"),
    *("inspections", "care_runs", "links", "acts", "changes", "versions", "entries"),
)


def empty_base(store: Store) -> None:
    """Leave a base that has no entries and that nobody has asked."""
    with store.write() as session:
        for name in EMPTIED:
            session.connection.execute(delete(getattr(tables, f"knowledge_{name}")))
        session.connection.execute(delete(tables.outbox))


def ask_by(shelf: Shelf) -> Ask:
    """Answer with the entry of the best passage, if it shares enough with the question."""

    def ask(question: str, scope: Scope) -> Sequence[str]:
        found = shelf.search(question, scope, 3)
        return tuple(dict.fromkeys(hit.passage.entry for hit in found if hit.by_meaning > 0.4))

    return ask


def care_of(store: Store, ask: Ask | None = None, **settings: object) -> Care:
    told = CareSettings.model_validate({"links_per_run": 0} | settings)
    return Care(store, told, default_encoder(), ask or ask_by(Shelf(store)))


def put(session: Session, question: str, at: datetime = NIGHT, **more: object) -> str:
    """Have a question on record, declined unless something else is said; return its id."""
    told = {"outcome": Outcome.DECLINED, "at": at - timedelta(hours=1)} | more
    asked = Asked.model_validate({"id": new_id(), "question": question} | told)
    return record_question(session, asked).id


def say(session: Session, question_id: str, verdict: Verdict, **more: object) -> Feedback:
    told = {"at": NIGHT - timedelta(minutes=30)} | more
    said = {"id": new_id(), "question_id": question_id, "verdict": verdict}
    return record_feedback(session, Feedback.model_validate(said | told))


def cited(entry: str, version: int = 1) -> dict[str, object]:
    told = (Cited(entry=entry, version=version),)
    return {"outcome": Outcome.ANSWERED, "cited": told, "margin": 0.9}
