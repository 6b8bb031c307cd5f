"""The door at which platforms call the models: let in, answered in time, logged."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic

import structlog
from anyio import CapacityLimiter
from sqlalchemy.exc import SQLAlchemyError

from intake.invocation.answering import Answering, Task
from intake.invocation.answers import failed, gathered, request_id_of
from intake.invocation.callers import Call, Callers
from intake.invocation.codes import Code, TurnedAwayError
from intake.invocation.envelope import Answer, Batch, Request, understand
from intake.office import Office
from intake.store.model_calls import ModelCall, note_call
from models.catalog import ModelSpec
from models.errors import InvalidRequestError

log = structlog.get_logger(__name__)

WAITING = 4
"""Calls that wait for each one that is worked on; further ones wait to be let in."""
LATE = "还没有做完，请稍后用同一 requestId 再取结果。"


class ModelDesk:
    """Serves calls of the models, each in a thread of its own pool."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._callers = Callers(office.settings.calls)
        self._answering = Answering(office)
        at_once = office.settings.calls.at_once
        self._pool = ThreadPoolExecutor(at_once, "model")
        self.limiter = CapacityLimiter(WAITING * at_once)
        """Threads that wait for answers: platforms that call a lot leave everybody else theirs."""

    def invoke(self, call: Call) -> Answer:
        """Answer one call."""
        return self._serve(call, self._one)

    def batch(self, call: Call) -> Answer:
        """Answer several calls of one model, each with a code of its own."""
        return self._serve(call, self._many)

    def close(self) -> None:
        """Begin nothing more; what is being worked on ends with the readers."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _serve(self, call: Call, work: Callable[[str, ModelSpec, Call], Answer]) -> Answer:
        """Return an answer to whatever arrives; a known caller's call is logged."""
        began = monotonic()
        try:
            app = self._callers.admit(call)
            model = self._model(call)
        except Exception as error:  # noqa: BLE001 - last boundary: the envelope tells all
            answer = failed(request_id_of(call.body), error, began)
            log.warning("call turned away", model=call.code[:8], code=answer.code)
            return answer
        try:
            return work(app, model, call)
        except Exception as error:  # noqa: BLE001 - the same
            answer = failed(request_id_of(call.body), error, began)
            self._note(app, model, answer)
            return answer

    def _model(self, call: Call) -> ModelSpec:
        model = self._office.registry.models.get(call.code)
        if model is None:
            told = f"没有编号为 {call.code[:8]} 的模型，可用的见 GET /models。"
            raise TurnedAwayError(Code.UNKNOWN_MODEL, told)
        if str(model.major) != call.edition:
            told = f"模型 {model.id} 现为 v{model.major}（{model.version}），请改用这个版本的地址。"
            raise TurnedAwayError(Code.UNKNOWN_MODEL, told)
        return model

    def _one(self, app: str, model: ModelSpec, call: Call) -> Answer:
        began = monotonic()
        request = understand(call.body, Request)
        self._callers.take(app, request.app_id, 1)
        task = Task(app, model, request.request_id, request.apply_no, request.data)
        return self._await(task, self._pool.submit(self._answering.answer, task), began)

    def _many(self, app: str, model: ModelSpec, call: Call) -> Answer:
        """Work on every item at the same time; each is done once, also when the batch comes again.

        All of them together have the time of one call; what is left then is answered as late.
        """
        began = monotonic()
        batch = understand(call.body, Batch)
        if len({item.item_id for item in batch.items}) != len(batch.items):
            raise InvalidRequestError("items 中的 itemId 有重复，请为每项使用不同的 itemId。")
        self._callers.take(app, batch.app_id, len(batch.items))
        tasks = {
            item.item_id: Task(
                app, model, f"{batch.request_id}/{item.item_id}", item.apply_no, item.data
            )
            for item in batch.items
        }
        begun = {
            name: self._pool.submit(self._answering.answer, task) for name, task in tasks.items()
        }
        answers = {name: self._await(task, begun[name], began) for name, task in tasks.items()}
        return gathered(batch.request_id, answers, began)

    def _await(self, task: Task, begun: Future[Answer], began: float) -> Answer:
        """Return the answer once it is there, or that it is late; the work goes on."""
        left = began + self._office.settings.calls.seconds - monotonic()
        try:
            answer = begun.result(max(left, 0))
        except TimeoutError:
            begun.cancel()
            answer = failed(task.request_id, TurnedAwayError(Code.LATE, LATE), began)
        self._note(task.app, task.model, answer)
        return answer

    def _note(self, app: str, model: ModelSpec, answer: Answer) -> None:
        row = ModelCall(app, model.id, model.version, answer.code, answer.cost_ms)
        try:
            with self._office.store.write() as session:
                note_call(session, row)
        except SQLAlchemyError:  # the caller has waited for its answer, not for our log
            log.exception("call not logged", model=model.id, code=answer.code)
