"""Routes of asking the knowledge base: a question, the same as a stream, a conversation, feedback.

Whoever knows the id of a conversation may read it; it is random, and given only to who asked.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import OfficeDep
from intake.api.knowledge_caller import Caller, CallerDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.clock import now
from intake.knowledge import asking
from intake.knowledge.asking import Question
from intake.knowledge.recording import new_id, record_feedback
from intake.office import Office
from intake.outcome import problem_of
from intake.security.rates import Rates
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_turns import Turn, turns_of
from knowledge.answers.outcome import Outcome
from knowledge.care.events import Feedback, Verdict
from models.errors import ServiceError

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])

HexId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Word = Annotated[str, Field(max_length=32)]
UNEXPECTED = ServiceError("暂时无法回答。")


class WantedAnswer(BaseModel):
    """A question, and what is known of who asks."""

    model_config = ConfigDict(extra="forbid")

    question: str
    conversation: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    """Of the answer before, to go on from it."""
    audience: Word = ""
    district: Word = ""
    source: Annotated[str, Field(max_length=64)] = ""
    channel: Word = ""


class WantedFeedback(BaseModel):
    """What somebody says of an answer."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    entry: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,64}$")] = ""
    text: str = ""
    position: Annotated[int | None, Field(ge=1, le=100)] = None


def _limited(request: Request) -> None:
    rates: Rates = request.app.state.questions
    rates.take(request.client.host if request.client else "")


@router.post("/ask", dependencies=[Depends(_limited)])
def ask(wanted: WantedAnswer, office: OfficeDep, caller: CallerDep) -> Shape:
    """Answer a question, ask back, or decline."""
    return turn_shape(asking.ask(office, _question(wanted, caller)))


@router.post("/ask/stream", response_class=StreamingResponse, dependencies=[Depends(_limited)])
def ask_streaming(wanted: WantedAnswer, office: OfficeDep, caller: CallerDep) -> StreamingResponse:
    """Send the same piece by piece (server-sent events).

    ``understanding``, ``passages``, then ``sentence`` and ``citation`` each for itself, and
    ``done`` with the whole; ``problem`` ends it where something failed.
    """
    question = _question(wanted, caller)
    asking.readable_question(question.text)  # a bad question is answered before the stream
    headers = {"X-Accel-Buffering": "no"}
    events = _events(office, question)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.get("/conversations/{conversation_id}")
def show_conversation(conversation_id: HexId, office: OfficeDep) -> Shape:
    """Return a conversation as it was, with the versions that were cited then."""
    with office.store.read() as session:
        turns = turns_of(session, conversation_id)
    return {"id": conversation_id, "turns": [turn_shape(turn) for turn in turns]}


@router.post("/questions/{question_id}/feedback", status_code=201, dependencies=[Depends(_limited)])
def give_feedback(question_id: HexId, wanted: WantedFeedback, once: OnceDep) -> Response:
    """Keep a thumb, a click or a correction; a correction goes to the department."""

    def work(session: Session) -> Answer:
        said = Feedback(
            id=new_id(),
            question_id=question_id,
            at=now(),
            verdict=wanted.verdict,
            entry=wanted.entry,
            text=wanted.text,
            position=wanted.position,
        )
        kept = record_feedback(session, said)
        return Answer(status=201, body={"id": kept.id, "verdict": kept.verdict.value})

    return once.answer(f"{question_id}{wanted.model_dump_json()}", lambda: work)


def turn_shape(turn: Turn) -> Shape:
    """Return a turn: ``outcome`` names which of the three it is, ``id`` is for feedback."""
    told = {"answer": turn.answer, "ask_back": turn.ask_back, "decline": turn.decline}
    name, record = next((name, each) for name, each in told.items() if each)
    return {
        "id": turn.id,
        "conversation": turn.conversation,
        "number": turn.number,
        "at": turn.at.isoformat(),
        "question": turn.asked,
        **_understanding(turn.understood, turn.changed),
        "audience": turn.audience,
        "district": turn.district,
        "outcome": name,
        name: record.model_dump(mode="json"),
    }


def _understanding(text: str, changed: bool) -> Shape:
    return {"understood": text, "note": f"您问的是：{text}" if changed else ""}


def _question(wanted: WantedAnswer, caller: Caller) -> Question:
    told = wanted.model_dump(exclude={"question"})
    return Question(**told, text=wanted.question, departments=caller.departments)


def _events(office: Office, question: Question) -> Iterator[str]:
    try:
        asked = asking.look_up(office, question)
        yield _event("understanding", _understanding(asked.reread.text, asked.reread.changed))
        titles = [
            {"entry": each.entry.id, "version": each.entry.version, "title": each.entry.title}
            for each in asked.understood.candidates[:5]
        ]
        yield _event("passages", {"entries": titles if asked.understood.spans else []})
        outcome = asking.put_into_words(office, asked)
        yield from _pieces(outcome)
        yield _event("done", turn_shape(asking.keep(office, asked, outcome)))
    except ServiceError as error:
        yield _event("problem", problem_of(error))
    except Exception:  # the last boundary of a stream: its status is sent already
        log.exception("streamed question failed")
        yield _event("problem", problem_of(UNEXPECTED))


def _pieces(outcome: Outcome) -> Iterator[str]:
    told = outcome.model_dump(mode="json")
    for name, key in (("sentence", "sentences"), ("citation", "citations")):
        for each in told.get(key, ()):
            yield _event(name, each)


def _event(name: str, told: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
