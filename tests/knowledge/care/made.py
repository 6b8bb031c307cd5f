"""Records made for the tests of care; all invented."""

from datetime import date, datetime, timedelta, timezone

from knowledge.care.clusters import Encoder
from knowledge.care.events import Asked, Cited, Feedback, Outcome, Verdict
from knowledge.care.failures import Failure, Reason
from knowledge.care.opening import Means
from knowledge.care.rules import read_rules
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State, Tags

SHANGHAI = timezone(timedelta(hours=8))
BEGIN = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
RULES = read_rules()


def worked(day: date) -> bool:
    return day.weekday() < 5


def complete(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= worked(day)
    return day


def means(departments: dict[str, str] | None = None, encoder: Encoder | None = None) -> Means:
    found = encoder or default_encoder()
    return Means(rules=RULES, encoder=found, complete=complete, departments=departments or {})


def failure(number: int, question: str, reason: Reason = Reason.DECLINED, **more) -> Failure:
    at = more.pop("at", BEGIN + timedelta(minutes=number))
    return Failure(question_id=f"q{number:04}", at=at, question=question, reason=reason, **more)


def asked(number: int, outcome: Outcome = Outcome.ANSWERED, **more) -> Asked:
    at = more.pop("at", BEGIN + timedelta(minutes=number))
    question = more.pop("question", f"问题{number}")
    return Asked(id=f"q{number:04}", at=at, question=question, outcome=outcome, **more)


def said(number: int, verdict: Verdict, **more) -> Feedback:
    at = more.pop("at", BEGIN + timedelta(hours=1))
    own = more.pop("id", f"f{number:04}{verdict}{more.get('entry', '')}")
    return Feedback(id=own, question_id=f"q{number:04}", at=at, verdict=verdict, **more)


def cited(entry: str, version: int = 1) -> tuple[Cited, ...]:
    return (Cited(entry=entry, version=version),)


def entry(name: str, body: str = "这是一条足够长的样张正文，只用来测试巡检。", **more) -> Entry:
    told = {
        "id": name,
        "version": 1,
        "kind": Kind.GUIDE,
        "title": f"样张条目{name}",
        "body": body,
        "department": "样张一科",
        "source": Source(title="样张来源"),
        "state": State.PUBLISHED,
        "author": "样张甲",
        "reviewer": "样张乙",
        "changed_at": BEGIN,
        "tags": Tags(matters=("样张事项",)),
    }
    return Entry.model_validate(told | more)
