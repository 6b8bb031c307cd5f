"""Runs a month by a clock of its own over the real store, services and inspection."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

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
from intake.knowledge.probing import look
from intake.knowledge.recording import new_id, record_feedback, record_question
from intake.knowledge.shelf import Shelf
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_care import REGRESSIONS
from knowledge.answers.answer import Understood
from knowledge.answers.outcome import Answer, AskBack, Decline
from knowledge.answers.outcome import Outcome as AnyOutcome
from knowledge.care.events import Asked, Cited, Feedback, Outcome, Verdict
from knowledge.care.inspection.task import Action, Result
from knowledge.care.inspection.task import Verdict as Found
from knowledge.care.tickets import WORKED_ON, Ticket, TicketState
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
ENDED: Final = {
    Answer: Outcome.ANSWERED,
    AskBack: Outcome.ASKED_BACK,
    Decline: Outcome.DECLINED,
}


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
    shelf: Shelf
    drafts: list[Draft]
    a_day: int
    chance: Random
    asked: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)
    """Entries by the seeded gap they fill."""

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
        answers = [look(self.shelf, each.text, scope) for each in put]
        with self.care.store.write() as session:
            for place, (each, found) in enumerate(zip(put, answers, strict=True)):
                self._ask(session, each, found, _at(day, 9) + timedelta(seconds=place))

    def _ask(
        self, session: Session, put: Put, found: tuple[Understood, AnyOutcome], at: datetime
    ) -> None:
        understood, outcome = found
        answer = outcome if isinstance(outcome, Answer) else None
        cited = tuple(dict.fromkeys(each.entry for each in answer.citations)) if answer else ()
        kept = record_question(
            session,
            Asked(
                id=new_id(),
                at=at,
                question=put.text,
                outcome=ENDED[type(outcome)],
                reason=outcome.reason.value if isinstance(outcome, Decline) else "",
                margin=answer.margin if answer else None,
                cited=tuple(_cited(answer)) if answer else (),
                nearest=tuple(dict.fromkeys(each.entry.id for each in understood.candidates))[:5],
                channel=self.chance.choice(("网页", "热线", "窗口")),
            ),
        )
        self.asked["questions"] += 1
        declined = isinstance(outcome, Decline)
        self.asked["unanswered"] += declined
        if put.topic:
            self.asked["gaps"] += 1
            self.asked["gaps_unanswered"] += not cited
        if put.expected and isinstance(outcome, AskBack):  # the right choice is among those shown
            self._say(session, kept, Verdict.CLICK, put.expected)
        wrong = bool(put.expected) and bool(cited) and put.expected not in cited
        if wrong and self.chance.random() < COMPLAINS:
            self._say(session, kept, Verdict.DOWN, cited[0])

    def _say(self, session: Session, asked: Asked, verdict: Verdict, entry: str) -> None:
        said = Feedback(
            id=new_id(),
            question_id=asked.id,
            at=asked.at + timedelta(minutes=1),
            verdict=verdict,
            entry=entry,
        )
        record_feedback(session, said)

    def _staff(self, at: datetime) -> None:
        with self.care.store.read() as session:
            waiting = list_gaps(session, states=[*WORKED_ON - {TicketState.PROPOSED}])
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
            # A second ticket on the same thing is filled by what was written for the first.
            entry = self.written.get(topic) or publish(session, content)
            self.written[topic] = entry
            ticket = propose(session, _seen(ticket, at), entry)
        scope, seen = Scope(day=at.date()), _seen(ticket, at)
        found = tuple(each for each in wordings if entry in self.care.ask(each, scope))
        if not found:
            return  # it stays proposed, and is told as overdue in time
        closing = Closing(entry=entry, questions=found)
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


def _cited(answer: Answer) -> Iterator[Cited]:
    for entry, version in dict.fromkeys((each.entry, each.version) for each in answer.citations):
        yield Cited(entry=entry, version=version)


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
