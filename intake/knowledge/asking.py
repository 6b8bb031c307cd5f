"""A question over the store: read in its conversation, answered or not, and put on record."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from intake.clock import now, today
from intake.knowledge.recording import record_question
from intake.knowledge.sayings import sayings_for
from intake.office import Office
from intake.security.masking import mask_text
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.knowledge_turns import Turn, add_turn, next_number, turns_of
from knowledge.answers.answer import Answering, Understood, conclude, understand
from knowledge.answers.composing import compose
from knowledge.answers.outcome import Answer, AskBack, Choice, Decline, Outcome
from knowledge.answers.turns import Earlier, Reread, reread
from knowledge.care.events import Asked, Cited
from knowledge.care.events import Outcome as Ended
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope
from knowledge.retrieval.question import UNSEEN
from knowledge.retrieval.retrieve import Retriever
from knowledge.words.plain import plain
from models.errors import InvalidRequestError, NotFoundError
from models.records import Record

LONGEST = 500
"""Characters of a question."""
MOST_TURNS = 50
"""Of one conversation."""
MOST_PAGES = 3


class Question(Record):
    """What somebody asks, and what is known of them."""

    text: str
    conversation: str = ""
    """Id of the conversation it goes on; empty to begin one."""
    audience: str = ""
    district: str = ""
    departments: tuple[str, ...] = ()
    source: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Asking:
    """A question on its way: what was understood and found, before it is put into words."""

    question: Question
    text: str
    """As it was typed, without what cannot be seen."""
    reread: Reread
    number: int
    understood: Understood
    means: Answering


def ask(office: Office, question: Question) -> Turn:
    """Answer a question and put it on record.

    Raises:
        InvalidRequestError: nothing was asked, too much, or in too long a conversation.
        NotFoundError: there is no such conversation.
    """
    asking = look_up(office, question)
    return keep(office, asking, put_into_words(office, asking))


def look_up(office: Office, question: Question) -> Asking:
    """Read a question in its conversation, search it, and judge what was found."""
    text = readable_question(question.text)
    with office.store.read() as session:
        turns = turns_of(session, question.conversation) if question.conversation else ()
        if len(turns) >= MOST_TURNS:
            raise InvalidRequestError(f"一段对话最多 {MOST_TURNS} 个问题，请开始新的对话。")
        again = reread(text, [_earlier(turn) for turn in turns])
        last = turns[-1] if turns else None
        scope = Scope(
            day=today(),
            departments=question.departments,
            audience=again.audience or question.audience or (last.audience if last else ""),
            district=again.district or question.district or (last.district if last else ""),
        )
        means = _means(office, session, scope)
        found = understand(again.text, scope, means)
    return Asking(question, text, again, len(turns) + 1, found, means)


def put_into_words(office: Office, asking: Asking) -> Outcome:
    """Return the outcome, in the language model's words where one may write."""
    outcome = conclude(asking.understood, asking.means)
    if isinstance(outcome, Answer) and office.writer:
        return compose(asking.understood.question, outcome, office.writer)
    return outcome


def keep(office: Office, asking: Asking, outcome: Outcome) -> Turn:
    """Put a question and its outcome on record and return the turn as kept."""
    scope = asking.understood.scope
    conversation = asking.question.conversation or uuid4().hex
    told = asking.reread
    with office.store.write() as session:
        turn = Turn(
            id=uuid4().hex,
            conversation=conversation,
            number=next_number(session, conversation),
            at=now(),
            asked=mask_text(asking.text),
            understood=mask_text(told.text),
            changed=told.changed,
            audience=scope.audience,
            district=scope.district,
            departments=scope.departments,
            answer=outcome if isinstance(outcome, Answer) else None,
            ask_back=outcome if isinstance(outcome, AskBack) else None,
            decline=outcome if isinstance(outcome, Decline) else None,
        )
        record_question(session, _asked(turn, asking))
        add_turn(session, turn)
    return turn


def readable_question(text: str) -> str:
    """Return a question without what cannot be seen; raises ``InvalidRequestError``."""
    seen = UNSEEN.sub("", text)
    whole = " ".join("".join(each if each.isprintable() else " " for each in seen).split())
    if not any(each.isalnum() for each in whole):
        raise InvalidRequestError("请输入您的问题。")
    if len(whole) > LONGEST:
        raise InvalidRequestError(f"问题请不要超过 {LONGEST} 个字，可以分几次提问。")
    return whole


def _means(office: Office, session: Session, scope: Scope) -> Answering:
    def lookup(entry_id: str, version: int) -> Entry | None:
        try:
            return entries.read_version(session, entry_id, version)
        except NotFoundError:
            return None

    services = office.registry.services.values()
    scenarios = {each.id: each.name for service in services for each in service.scenarios}
    return Answering(
        Retriever(office.shelf, sayings_for(session, scope)),
        lookup,
        pages=lambda question: tuple(_pages(office, question)),
        matters={service.id: service.name for service in services} | scenarios,
    )


def _pages(office: Office, question: str) -> Iterator[Choice]:
    """Yield the service pages whose name shares most with a question."""
    asked = plain(question)
    runs = {asked[at : at + 2] for at in range(len(asked) - 1)}
    scored = [
        (sum(run in service.name for run in runs), service)
        for service in office.registry.services.values()
    ]
    scored.sort(key=lambda pair: -pair[0])
    for shared, service in scored[:MOST_PAGES]:
        if shared >= 2:
            yield Choice(label=service.name, value=service.id)


def _earlier(turn: Turn) -> Earlier:
    back = turn.ask_back
    return Earlier(
        question=turn.understood,
        topic=turn.answer.citations[0].title if turn.answer else "",
        choices=tuple((back.slot.value, each.label, each.value) for each in back.choices)
        if back
        else (),
    )


def _asked(turn: Turn, asking: Asking) -> Asked:
    """Return a turn as what cares for the base counts it."""
    answer, question = turn.answer, asking.question
    cited = {(each.entry, each.version) for each in answer.citations} if answer else set()
    candidates = asking.understood.candidates[:5]
    ended = Ended.ANSWERED if answer else Ended.ASKED_BACK if turn.ask_back else Ended.DECLINED
    reason = turn.decline.reason if turn.decline else turn.ask_back.slot if turn.ask_back else ""
    return Asked(
        id=turn.id,
        at=turn.at,
        question=turn.understood,
        outcome=ended,
        reason=reason,
        margin=answer.margin if answer else None,
        cited=tuple(Cited(entry=entry, version=version) for entry, version in sorted(cited)),
        nearest=tuple(dict.fromkeys(each.entry.id for each in candidates)),
        audience=turn.audience,
        district=turn.district,
        source=question.source,
        channel=question.channel,
    )
