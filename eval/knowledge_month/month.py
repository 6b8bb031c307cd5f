"""Runs a month by a clock of its own over the real store, services and inspection."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from eval.knowledge_month.people import TOPICS, Put, questions
from intake.clock import SHANGHAI
from intake.knowledge import desk
from intake.knowledge.care_work import Care, regress_after_change, run_day
from intake.knowledge.gap_steps import (
    Closing,
    Seen,
    assign,
    close,
    propose,
    prove_closing,
    send_back,
)
from intake.knowledge.gaps import list_gaps, overdue_gaps
from intake.knowledge.inspecting import finish_inspection, list_inspections, report_inspections
from intake.knowledge.recording import new_id, record_feedback, record_question
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_care import REGRESSIONS
from knowledge.care.events import Asked, Cited, Feedback, Outcome, Verdict
from knowledge.care.inspection.task import Action, Result
from knowledge.care.inspection.task import Verdict as Found
from knowledge.care.tickets import WORKED_ON, Ticket
from knowledge.corpus.read import Draft
from knowledge.entries.content import Content
from knowledge.entries.entry import Kind, Source
from knowledge.entries.life import Step
from knowledge.index.scope import Scope
from models.records import Record
from precheck.workdays import is_workday

AUTHOR, REVIEWER = Doer(officer="样张编辑"), Doer(officer="样张审核", reason="内容属实")
OFFICE = "行政服务中心"
COMPLAINS = 0.3


class Week(Record):
    """What a week came to, and how the base stands at its end."""

    until: date
    questions: int
    unanswered: int
    unanswered_share: float
    gap_unanswered_share: float | None
    """Of the questions on seeded gaps."""
    tickets: int
    """All so far."""
    closed: int
    returned: int
    overdue: int
    regressions: dict[str, int]
    inspected_share: float
    findings: dict[str, int]


@dataclass
class Month:
    """One simulated month; everything random comes from one seed."""

    care: Care
    drafts: list[Draft]
    a_day: int
    chance: Random
    asked: Counter[str] = field(default_factory=Counter)

    def run(self, first: date, days: int) -> Iterator[Week]:
        """Live through the days and yield a week when it ends."""
        for number in range(days):
            day = first + timedelta(days=number)
            run_day(self.care, _at(day, 3))
            self._public(day)
            if is_workday(day):
                self._staff(_at(day, 15))
                self._inspectors(_at(day, 16))
                regress_after_change(self.care, _at(day, 17))
            if day.weekday() == 6 or number == days - 1:
                yield self._week(day)

    def _public(self, day: date) -> None:
        put = [*questions(self.a_day, self.drafts, self.chance)]
        scope = Scope(day=day)
        answers = [tuple(self.care.ask(each.text, scope)) for each in put]
        with self.care.store.write() as session:
            for place, (each, cited) in enumerate(zip(put, answers, strict=True)):
                self._ask(session, each, cited, _at(day, 9) + timedelta(seconds=place))

    def _ask(self, session: Session, put: Put, cited: tuple[str, ...], at: datetime) -> None:
        kept = record_question(
            session,
            Asked(
                id=new_id(),
                at=at,
                question=put.text,
                outcome=Outcome.ANSWERED if cited else Outcome.DECLINED,
                cited=tuple(Cited(entry=each, version=1) for each in cited[:1]),
                nearest=cited,
                channel=self.chance.choice(("网页", "热线", "窗口")),
            ),
        )
        self.asked["questions"] += 1
        self.asked["unanswered"] += not cited
        if put.topic:
            self.asked["gaps"] += 1
            self.asked["gaps_unanswered"] += not cited
        wrong = bool(put.expected) and bool(cited) and put.expected not in cited
        if wrong and self.chance.random() < COMPLAINS:
            said = Feedback(
                id=new_id(),
                question_id=kept.id,
                at=at + timedelta(minutes=1),
                verdict=Verdict.DOWN,
                entry=cited[0],
            )
            record_feedback(session, said)

    def _staff(self, at: datetime) -> None:
        with self.care.store.read() as session:
            waiting = list_gaps(session, states=[*WORKED_ON])
        for ticket in waiting:
            topic = _topic_of(ticket)
            if topic:
                self._fill(ticket, topic, at)
            else:
                with self.care.store.write() as session:
                    send_back(
                        session, _seen(ticket, at), "没有可写的条目：问题不属于政务知识或已有条目。"
                    )

    def _fill(self, ticket: Ticket, topic: str, at: datetime) -> None:
        body, wordings = TOPICS[topic]
        content = Content(
            kind=Kind.GUIDE,
            title=topic,
            body=body,
            questions=wordings,
            department=OFFICE,
            source=Source(title="样张办事指南（测试）"),
        )
        with self.care.store.write() as session:
            ticket = assign(session, _seen(ticket, at), OFFICE)
            entry = publish(session, content)
            ticket = propose(session, _seen(ticket, at), entry)
        closing, seen = Closing(entry=entry, questions=wordings[:2]), _seen(ticket, at)
        proven = prove_closing(self.care.store, self.care.ask, seen, closing)
        with self.care.store.write() as session:
            close(session, seen, closing, proven)

    def _inspectors(self, at: datetime) -> None:
        with self.care.store.write() as session:
            for task in list_inspections(session):
                faulty = bool(task.findings)
                result = Result(
                    verdict=Found.FAULTY if faulty else Found.FINE,
                    note="；".join(each.message for each in task.findings)[:500],
                    action=Action.REVISE if faulty else Action.NONE,
                    by="样张巡检员",
                    at=at,
                )
                finish_inspection(session, task.id, task.version, result)

    def _week(self, day: date) -> Week:
        with self.care.store.read() as session:
            tickets = list_gaps(session)
            overdue = overdue_gaps(session, day)
            report = report_inspections(session, day)
            states = Counter(each.state.value for each in REGRESSIONS.find(session))
        counted, self.asked = self.asked, Counter()
        stood = Counter(each.state.value for each in tickets)
        gaps = counted["gaps"]
        return Week(
            until=day,
            questions=counted["questions"],
            unanswered=counted["unanswered"],
            unanswered_share=round(counted["unanswered"] / max(counted["questions"], 1), 4),
            gap_unanswered_share=round(counted["gaps_unanswered"] / gaps, 4) if gaps else None,
            tickets=len(tickets),
            closed=stood["closed"],
            returned=stood["returned"],
            overdue=len(overdue),
            regressions=dict(states),
            inspected_share=report.month.share,
            findings=dict(report.total.findings),
        )


def publish(session: Session, content: Content) -> str:
    """Write an entry, have somebody else review it, and return its id."""
    entry = desk.create(session, content, AUTHOR).id
    desk.take_step(session, desk.Seen(entry, None), Step.SUBMIT, AUTHOR)
    desk.take_step(session, desk.Seen(entry, None), Step.PUBLISH, REVIEWER)
    return entry


def _topic_of(ticket: Ticket) -> str:
    """Return the seeded gap a ticket is about, as somebody who reads it would see."""
    words = "".join(ticket.questions)
    signs = {"电梯": 0, "狗": 1, "公租房": 2, "上牌": 3, "电动自行车": 3}
    found = Counter(place for sign, place in signs.items() if sign in words)
    return [*TOPICS][found.most_common(1)[0][0]] if found else ""


def _seen(ticket: Ticket, at: datetime) -> Seen:
    return Seen(id=ticket.id, version=ticket.version, by="样张编辑", at=at)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)
