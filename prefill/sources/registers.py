"""What the government's registers know, asked over HTTP."""

from collections.abc import Mapping
from typing import Final

import structlog

from models.errors import SourceUnavailableError
from models.records import SourceState
from prefill.sources.connector import Answer, Offer, Question
from prefill.sources.found import Found
from prefill.sources.gateway import Gateway, Purpose

log = structlog.get_logger(__name__)

WRONG_SUBJECT: Final = "答非所问：返回的不是所查对象的记录，已拒绝采用，请手工填写"
PURPOSE: Final = "申请表预填"
UNCONNECTED: Final = Answer(state=SourceState.UNCONNECTED, note="未接入")


class RegistersConnector:
    """Asks the register of each source for the record of the question's subject."""

    def __init__(self, gateways: Mapping[str, Gateway]) -> None:
        """Take the gateway of each register by the name sources call it."""
        self._gateways = gateways

    def ask(self, question: Question) -> Answer:
        """Return the record's values; a record of somebody else is refused, never offered."""
        source = question.source
        gateway = self._gateways.get(source.register_)
        if gateway is None:
            return UNCONNECTED
        asked, query = question.name(question.by), question.query
        found = gateway.find(
            query.resource,
            {asked: question.subject},
            tuple(dict.fromkeys((asked, *map(question.name, question.keys), *source.marks))),
            _purpose(question),
        )
        if not found.record:
            return Answer(state=SourceState.EMPTY)
        _refuse_wrong_subject(question, found)
        marks = {key: found.record[key] for key in source.marks if found.record.get(key)}
        return Answer(_offers(question, found), as_of=found.as_of, marks=marks)


class UnconnectedConnector:
    """Stands in for what is declared but not connected yet."""

    def ask(self, question: Question) -> Answer:  # noqa: ARG002 - the answer is always the same
        """Return that the source is not connected."""
        return UNCONNECTED


def _refuse_wrong_subject(question: Question, found: Found) -> None:
    answered = found.record.get(question.name(question.by), "")
    if plain(answered) != plain(question.subject):
        log.error("register answered about another subject", source=question.source.id)
        raise SourceUnavailableError(WRONG_SUBJECT)


def _purpose(question: Question) -> Purpose:
    reason = f"{PURPOSE}:{question.source.title}"
    return Purpose(reason, question.filing.case_no, question.filing.scenario)


def plain(code: str) -> str:
    """Return a number without what only spells it: blanks, hyphens, small letters."""
    return "".join(each for each in code if each.isalnum()).upper()


def _offers(question: Question, found: Found) -> tuple[Offer, ...]:
    texts = {key: found.record.get(question.name(key), "") for key in question.keys}
    return tuple(Offer(key, text) for key, text in texts.items() if text)
