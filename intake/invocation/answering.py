"""Answer one call of one model: worked on once for each request id of an application."""

import hashlib
from dataclasses import dataclass
from time import monotonic

from intake.invocation.answers import done, failed
from intake.invocation.envelope import Answer, Data, say
from intake.invocation.images import FileRoom
from intake.invocation.kinds import WORK
from intake.invocation.work import Asked, Workplace
from intake.office import Office
from intake.reading.at_once import read_at_once
from intake.store.idempotency import Answer as Kept
from intake.store.idempotency import Claim, claim_key, keep_answer, release_key
from models.catalog import ModelSpec
from models.errors import InvalidRequestError, ReusedKeyError


@dataclass(frozen=True)
class Task:
    """What one application asks of one model."""

    app: str
    model: ModelSpec
    request_id: str
    apply_no: str
    data: Data


class Answering:
    """Does the work of calls; safe to use from several threads."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._room = FileRoom(office.store, office.files, office.settings.limits)
        self._place = Workplace(
            registry=office.registry,
            connectors=office.connectors,
            read=lambda upload: read_at_once(office.desk, upload.paper, upload.data),
            source_states=office.source_states,
        )

    def answer(self, task: Task) -> Answer:
        """Return the answer, or the one that the same call was given before; never raises."""
        began = monotonic()
        try:
            return self._once(task, began)
        except Exception as error:  # noqa: BLE001 - a thread of the pool ends with an answer
            return failed(task.request_id, error, began)

    def _once(self, task: Task, began: float) -> Answer:
        """Only what went well is kept: what did not may be tried again under the same id."""
        store, claim = self._office.store, self._claim(task)
        given = self._given(claim)
        if given:
            return Answer.model_validate(given.body)
        try:
            result = WORK[task.model.kind](self._place, task.model, self._asked(task))
            answer = done(task.request_id, result, began)
            with store.write() as session:
                keep_answer(session, claim, Kept(status=200, body=say(answer)))
        except BaseException:
            with store.write() as session:
                release_key(session, claim)
            raise
        return answer

    def _given(self, claim: Claim) -> Kept | None:
        try:
            with self._office.store.write() as session:
                return claim_key(session, claim)
        except ReusedKeyError as error:
            raise InvalidRequestError("这个 requestId 已用于另一个请求，请换用新的。") from error

    def _asked(self, task: Task) -> Asked:
        data = task.data
        return Asked(
            images=self._room.take(data.images, task.apply_no),
            doc_types=tuple(image.doc_type for image in data.images),
            form=data.form,
            applicant=data.subject,
            apply_no=task.apply_no,
            return_box=data.options.return_box,
        )

    def _claim(self, task: Task) -> Claim:
        """One request id stands for one call of an application, whichever model it calls."""
        said = f"{task.model.id}.v{task.model.major}\n{task.apply_no}\n"
        digest = hashlib.sha256((said + task.data.model_dump_json()).encode()).hexdigest()
        office = self._office
        route = f"models/{task.app}"
        return Claim(task.request_id, route, digest, office.settings.executor, office.boot)
