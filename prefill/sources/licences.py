"""What the licence library knows of a holder's licences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from models.errors import SourceUnavailableError
from models.records import SourceState
from prefill.sources.connector import Answer, Offer, Question
from prefill.sources.gateway import Purpose
from prefill.sources.licence_answers import Certificate, Face, Verdict
from prefill.sources.licence_library import LicenceLibrary
from prefill.sources.registers import PURPOSE, WRONG_SUBJECT, plain

log = structlog.get_logger(__name__)

STATUS: Final = "status"
"""The library's word for a licence's state; anything but valid is a mark for the officer."""
EXPIRED, INVALID = "过期", "失效"
NUMBER: Final = "certCode"
"""The library's word for a licence's own number, known without its face."""
MOST_FACES: Final = 30
"""Licences of one kind whose faces are looked at to find the one that is meant."""
SHOWN: Final = 5
"""Licences to choose from that a sentence names."""


@dataclass(frozen=True)
class _Held:
    """One licence with everything the library says of it."""

    certificate: Certificate
    face: Face
    verdict: Verdict

    def says(self, word: str) -> str:
        return self.certificate.number if word == NUMBER else self.face.words.get(word, "")


class LicencesConnector:
    """Asks the library once for everything a holder has, whatever the number of sources."""

    def __init__(self, library: LicenceLibrary) -> None:
        self._library = library

    def ask(self, question: Question) -> Answer:
        """Return the face of the licence that is meant.

        One that no longer holds is offered with a warning, to be confirmed. Of several licences of
        one kind, none is taken unless a box tells which is meant; their numbers are shown.
        """
        mine = [each for each in self._certificates(question) if self._is_meant(question, each)]
        if len(mine) > 1 and question.query.picks and not question.picked():
            return _choice(question, mine)
        held = [self._look_at(question, each) for each in mine[:MOST_FACES]]
        fitting = [each for each in held if _fits(question, each)]
        if not fitting:
            return Answer(state=SourceState.EMPTY, note=_missing(question))
        chosen = _only(fitting, told=bool(question.query.picks))
        if chosen is None:
            return _choice(question, [each.certificate for each in fitting])
        return _answer(question, chosen)

    def _certificates(self, question: Question) -> tuple[Certificate, ...]:
        """Return all licences of the holder; a list of somebody else's is refused."""
        holder = question.subject
        purpose = Purpose(PURPOSE, question.filing.case_no, question.filing.scenario)
        found = question.once.get(
            ("licences", holder), lambda: self._library.query(holder, purpose)
        )
        if any(plain(each.holder) != plain(holder) for each in found):
            log.error("licence library answered about another holder", source=question.source.id)
            raise SourceUnavailableError(WRONG_SUBJECT)
        return found

    def _is_meant(self, question: Question, certificate: Certificate) -> bool:
        if certificate.kind != question.query.resource:
            return False
        number = question.picked().get(NUMBER, "")
        return not number or plain(certificate.number) == plain(number)

    def _look_at(self, question: Question, certificate: Certificate) -> _Held:
        """Return a licence with its face and state, each fetched once in a filling."""
        reason = f"{PURPOSE}:{question.source.title}"
        purpose = Purpose(reason, question.filing.case_no, question.filing.scenario)
        uuid = certificate.uuid
        face = question.once.get(("face", uuid), lambda: self._library.face(uuid, purpose))
        if plain(face.holder) != plain(question.subject):
            log.error("licence library showed another's licence", source=question.source.id)
            raise SourceUnavailableError(WRONG_SUBJECT)
        verdict = question.once.get(("verdict", uuid), lambda: self._library.verify(uuid, purpose))
        return _Held(certificate, face, verdict)


def _fits(question: Question, held: _Held) -> bool:
    """Return whether a licence says what the boxes tell of the one that is meant."""
    picked = {word: text for word, text in question.picked().items() if word != NUMBER}
    return all(plain(held.says(word)) == plain(text) for word, text in picked.items())


def _only(fitting: Sequence[_Held], *, told: bool) -> _Held | None:
    """Return the licence that is meant; None when it could be one of several.

    Where there can be only one that holds (an identity card, not a vehicle licence), those that
    no longer hold do not count beside it.
    """
    holding = [each for each in fitting if each.verdict.valid]
    if len(fitting) > 1 and not told and len(holding) == 1:
        return holding[0]
    return fitting[0] if len(fitting) == 1 else None


def _answer(question: Question, held: _Held) -> Answer:
    warning = "" if held.verdict.valid else _warning(question, held.verdict)
    offers = (
        Offer(key, text, to_confirm=bool(warning), warning=warning)
        for key in question.keys
        if (text := held.says(question.name(key)))
    )
    return Answer(tuple(offers), note=warning, as_of=held.face.as_of, marks=_marks(held.verdict))


def _marks(verdict: Verdict) -> dict[str, str]:
    """Return the state of a licence that no longer holds, save for its term: dates tell that."""
    if verdict.valid or verdict.status == EXPIRED:
        return {}
    return {STATUS: verdict.status or INVALID}


def _choice(question: Question, several: Sequence[Certificate]) -> Answer:
    """Return the numbers to choose from; they are shown, and none is filled in."""
    numbers = [certificate.number for certificate in several]
    named = "、".join(numbers[:SHOWN]) + ("等" if len(numbers) > SHOWN else "")
    key = question.query.picks.get(NUMBER, "")
    shown = numbers if key in question.keys else []
    offers = tuple(Offer(key, number, choice=True) for number in shown)
    note = f"名下有 {len(numbers)} 份（{named}），请先填写要用的是哪一份"
    return Answer(offers, state=SourceState.EMPTY, note=note)


def _missing(question: Question) -> str:
    told = "、".join(question.picked().values())
    return f"名下没有与“{told}”相符的证照" if told else "未查到证照"


def _warning(question: Question, verdict: Verdict) -> str:
    title = question.source.title.removesuffix("电子证照")
    reason = f"（{verdict.reason}）" if verdict.reason else ""
    return f"{title}已{verdict.status or INVALID}{reason}，请核对"
