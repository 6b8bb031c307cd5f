"""From the outbox to the platform: every event told once, in order, whatever is killed when.

An event becomes messages, one per call, kept in the store before anything is sent. A message is
worded once, sent until the platform has answered it, and done in the transaction that notes the
answer. Its id stays the same, so what was sent but not noted is recognised there as sent before.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final

import structlog
from sqlalchemy.exc import IntegrityError

from intake.clock import now
from intake.feeds.case_library.client import Client, Door, Ending, Message, Said
from intake.feeds.case_library.declaration import Call, Declaration
from intake.feeds.case_library.state import PlatformState
from intake.feeds.case_library.words import Telling, Upload, Words, word
from intake.registry import Registry
from intake.settings import PlatformSettings
from intake.store import acts, deliveries, documents
from intake.store.audit import log_action
from intake.store.database import Session, Store
from intake.store.deliveries import Delivery, Event, Named
from intake.store.files import Files
from intake.store.filings import read_filing
from intake.store.outbox import kind_of
from models.circuit import Circuit
from models.errors import ServiceError

log = structlog.get_logger(__name__)

REASON: Final = "办件上报"
KEPT: Final = ("applyNo", "stuffId")
"""What of an answer is kept."""
NUMBERS: Final = ("applyNo", "aplyNo")
"""Names under which a number comes; the second is an older interface's own spelling."""
PLANNED_AT_ONCE: Final = 100


@dataclass(frozen=True)
class Desk:
    """What reporting works with."""

    settings: PlatformSettings
    declaration: Declaration
    registry: Registry
    store: Store
    files: Files
    holder: str
    """Who sends; a restarted process keeps the name of the one it replaces."""


class Deliverer:
    """Reports filings to the platform, beside the service; without an address it does nothing."""

    def __init__(self, desk: Desk) -> None:
        settings = desk.settings
        secret = settings.secret.get_secret_value().encode()
        door = Door(settings.url, settings.appid, secret, settings.seconds)
        self._desk = desk
        self._client = Client(door, Circuit(rest=settings.rest_seconds))
        self._answered: bool | None = None
        self._stopping = Signal()
        self._thread = Thread(target=self._run, name="deliverer", daemon=True)

    @property
    def state(self) -> PlatformState:
        """How the connection stands, by the last message."""
        if not self._desk.settings.url:
            return PlatformState.UNCONNECTED
        if self._answered is None:
            return PlatformState.UNTRIED
        return PlatformState.UP if self._answered else PlatformState.DOWN

    def start(self) -> None:
        """Begin to report, first what was in hand when the process before this one ended."""
        if self._desk.settings.url:
            self.take_back()
            self._thread.start()

    def stop(self) -> None:
        """Stop; what is being sent is noted first, what is left waits for the next start."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._client.close()

    def take_back(self) -> None:
        """Take up what an earlier process of this name left in hand."""
        with self._desk.store.write() as session:
            deliveries.take_back(session, self._desk.holder)

    def work(self) -> bool:
        """Plan what is new and send what is due; return whether there was anything to do."""
        planned = self._plan_events()
        if not self._client.circuit.admits():
            return planned
        with self._desk.store.read() as session:
            due = deliveries.due(session, self._desk.settings.at_once)
        with ThreadPoolExecutor(self._desk.settings.at_once) as pool:
            list(pool.map(self._deliver, due))
        return planned or bool(due)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self.work()
            except Exception:  # the last boundary: a database that is away must not end reporting
                log.exception("reporting stumbled")
                busy = False
            if not busy:
                self._stopping.wait(self._desk.settings.look_seconds)

    def _plan_events(self) -> bool:
        scenarios = set(self._desk.declaration.items)
        with self._desk.store.read() as session:
            events = deliveries.unplanned(session, scenarios, PLANNED_AT_ONCE)
        for event in events:
            self._plan(event)
        return bool(events)

    def _plan(self, event: Event) -> None:
        try:
            with self._desk.store.write() as session:
                deliveries.plan(session, event, self._calls(session, event))
        except IntegrityError:  # another process planned it at the same time
            log.info("event already planned", event_id=event.id)

    def _calls(self, session: Session, event: Event) -> Sequence[Named]:
        """Return the calls of an event; what was uploaded once is not uploaded again."""
        submitted = bool(deliveries.planned_by(session, event.filing_id, Call.SUBMIT))
        declared = self._desk.declaration.event(kind_of(event.type), event.verdict, submitted)
        if declared is None:
            return ()
        name, spec = declared
        calls: list[Named] = []
        for call in spec.calls:
            abouts = _subjects(session, event.filing_id, call)
            told = deliveries.told_about(session, event.filing_id, call) if abouts else set()
            calls += [(call, about) for about in abouts or () if about not in told]
            if abouts is None:
                calls.append((call, name if call is Call.NODE else ""))
        return calls

    def _deliver(self, delivery: Delivery) -> None:
        """Send one message and note how that ended."""
        lease = timedelta(seconds=3 * self._desk.settings.seconds + 30)
        with self._desk.store.write() as session:
            if not deliveries.claim(session, delivery, self._desk.holder, lease):
                return
        try:
            said = self._client.send(self._message(delivery, self._words(delivery)))
        except ServiceError as error:  # what it is about has gone, or cannot be opened
            self._lay_aside(delivery, Said(Ending.REFUSED, error.code, str(error)))
            return
        except Exception:  # the last boundary: one message must not stop those of other filings
            log.exception("message failed", delivery=delivery.id, call=delivery.call)
            said = Said(Ending.UNANSWERED, "service_error", "上报时出现意外错误。")
        self._note(delivery, said)

    def _words(self, delivery: Delivery) -> Words:
        """Return what a message says, settled when it is sent for the first time."""
        with self._desk.store.write() as session:
            kept = deliveries.kept_words(session, delivery)
            if kept is not None:
                return Words.model_validate_json(kept)
            words = word(Call(delivery.call), self._telling(session, delivery))
            deliveries.keep_words(session, delivery, words.model_dump_json().encode())
            return words

    def _telling(self, session: Session, delivery: Delivery) -> Telling:
        declaration, filing_id = self._desk.declaration, delivery.filing_id
        event = declaration.events.get(delivery.about)
        submissions = deliveries.planned_by(session, filing_id, Call.SUBMIT)
        act_id = deliveries.event_facts(session, delivery.event_id).get("act", "")
        return Telling(
            filing=read_filing(session, filing_id),
            about=delivery.about,
            documents=documents.of_filing(session, filing_id),
            apply_no=deliveries.answer_of(session, filing_id, Call.NUMBER, NUMBERS[0]),
            node=event.node if event else None,
            act=next((act for act in acts.of_filing(session, filing_id) if act.id == act_id), None),
            again=bool(submissions) and delivery.event_id not in submissions,
            declaration=declaration,
            registry=self._desk.registry,
            moment=now(),
        )

    def _message(self, delivery: Delivery, words: Words) -> Message:
        with self._desk.store.read() as session:
            case_no = read_filing(session, delivery.filing_id).case_no
        return Message(
            id=delivery.id,
            apiname=self._desk.declaration.apiname(Call(delivery.call)),
            fields=words.fields,
            reason=REASON,
            case_no=case_no,
            file=self._file(words.file) if words.file else None,
        )

    def _file(self, upload: Upload) -> tuple[str, bytes, str]:
        return upload.name, self._desk.files.read(upload.key), upload.media_type

    def _note(self, delivery: Delivery, said: Said) -> None:
        self._answered = said.ending is not Ending.UNANSWERED
        codes, settings = self._desk.declaration.codes, self._desk.settings
        if said.ending is Ending.DONE or said.code in codes.doubles:
            self._finish(delivery, said)
        elif said.code in codes.lasting or delivery.attempts + 1 >= settings.tries:
            self._lay_aside(delivery, said)
        else:
            wait = min(settings.first_wait * 2**delivery.attempts, settings.longest_wait)
            with self._desk.store.write() as session:
                deliveries.put_off(session, delivery, _problem(said), timedelta(seconds=wait))

    def _finish(self, delivery: Delivery, said: Said) -> None:
        number = next((said.data[name] for name in NUMBERS if said.data.get(name)), "")
        if delivery.call == Call.NUMBER and not number:
            self._lay_aside(delivery, Said(Ending.REFUSED, "no_number", "办件库的应答中没有编码。"))
            return
        answer = {name: said.data[name] for name in KEPT if name in said.data}
        answer |= {NUMBERS[0]: number} if number else {}
        with self._desk.store.write() as session:
            deliveries.finish(session, delivery, answer)
            facts = {"call": delivery.call, "delivery": delivery.id}
            log_action(session, "platform.told", delivery.filing_id, facts)

    def _lay_aside(self, delivery: Delivery, said: Said) -> None:
        sure = said.ending is Ending.REFUSED
        with self._desk.store.write() as session:
            deliveries.lay_aside(session, delivery, _problem(said), sure)


def _subjects(session: Session, filing_id: str, call: Call) -> list[str] | None:
    """Return the files a call is made once for each; None for a call about the whole filing."""
    if call is Call.STUFF:
        papers = read_filing(session, filing_id).papers
        return [paper.id for paper in papers if not paper.problem]
    if call is Call.DOCUMENT:
        return [document.name for document in documents.of_filing(session, filing_id)]
    return None


def _problem(said: Said) -> dict[str, str]:
    return {"code": said.code, "note": said.note, "at": now().isoformat()}
