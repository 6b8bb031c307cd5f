"""Imports done durably beside the service: DBOS remembers how far each is, our store what is done.

Files are read one after the other, so that a large import leaves the readers to others in between.
"""

from collections.abc import Callable
from threading import Event
from typing import Final
from uuid import uuid4

import structlog
from dbos import DBOS, SetWorkflowID

from intake.knowledge.import_work import (
    ImportDesk,
    break_off,
    finish,
    keep_one,
    read_one,
    sort_all,
)
from intake.knowledge.importing import Means
from intake.knowledge.lined import by_readers
from intake.office import Office
from intake.store import knowledge_imports as imports
from intake.store.knowledge_imports import IMPORTS, Import, ImportedFile, ImportState
from models.errors import ServiceError

log = structlog.get_logger(__name__)

QUEUE: Final = "imports"
AT_ONCE: Final = 1
POLL_SECONDS: Final = 0.2
IN_HAND: Final = {"ENQUEUED", "PENDING", "DELAYED"}
"""States of a workflow that DBOS itself carries on with."""


class Importer:
    """The durable work of imports; one per process. Make it before DBOS starts."""

    def __init__(self, desk: ImportDesk) -> None:
        self._desk = desk
        self._stopping = Event()

        @DBOS.workflow(name="import")  # type: ignore[untyped-decorator] # DBOS is not checked
        def workflow(import_id: str) -> None:
            self._work(import_id)

        self._workflow = workflow

    def start(self) -> None:
        """Begin with what was left unfinished; DBOS must have started."""
        DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL_SECONDS)
        with self._desk.store.read() as session:
            left = imports.unfinished_imports(session)
        for each in left:
            self._take_up(each)

    def stop(self) -> None:
        """Begin no further step; what is unfinished is taken up at the next start."""
        self._stopping.set()

    def enqueue(self, each: Import) -> None:
        """Have an import read, or kept, as its state wants; saying it twice changes nothing."""
        with SetWorkflowID(_name(each)):
            DBOS.enqueue_workflow(QUEUE, self._workflow, each.id)

    def _take_up(self, each: Import) -> None:
        """Enqueue what was left unfinished, unless DBOS already has it in hand."""
        status = DBOS.get_workflow_status(_name(each))
        ended = status is not None and status.status not in IN_HAND
        with SetWorkflowID(uuid4().hex if ended else _name(each)):
            DBOS.enqueue_workflow(QUEUE, self._workflow, each.id)

    def _work(self, import_id: str) -> None:
        try:
            self._read(import_id)
            self._keep(import_id)
        except ServiceError as error:
            if self._stopping.is_set():
                raise
            break_off(self._desk, import_id, str(error))

    def _read(self, import_id: str) -> None:
        for file in self._files(import_id):
            self._durably(f"read {file.place}", read_one, file.id)
        self._durably("sort", sort_all, import_id)

    def _keep(self, import_id: str) -> None:
        with self._desk.store.read() as session:
            wanted = IMPORTS.read(session, import_id).state is ImportState.KEEPING
        if wanted:
            for file in self._files(import_id):
                self._durably(f"keep {file.place}", keep_one, file.id)
            self._durably("finish", finish, import_id)

    def _files(self, import_id: str) -> tuple[ImportedFile, ...]:
        with self._desk.store.read() as session:
            return imports.files_of(session, import_id)

    def _durably(self, name: str, work: Callable[[ImportDesk, str], None], of: str) -> None:
        def step() -> None:
            if self._stopping.is_set():
                raise ServiceError("服务正在停止，导入在下次启动后继续。")
            try:
                work(self._desk, of)
            except ServiceError:
                raise
            except Exception:  # the last boundary: DBOS keeps errors, which must hold no data
                log.exception("import_step_failed", step=name)
                raise ServiceError("导入文件时出错。") from None

        DBOS.run_step({"name": name}, step)


def open_importer(office: Office) -> Importer:
    """Return what does the imports of a service."""
    services = office.registry.services.values()
    scenarios = {each.id: each.name for service in services for each in service.scenarios}
    means = Means(office.word.renew, by_readers(office.readers))
    matters = {service.id: service.name for service in services} | scenarios
    return Importer(ImportDesk(office.store, office.files, means, matters))


def _name(each: Import) -> str:
    """Return what DBOS knows the work by: each time it is begun is another piece of it."""
    return f"import-{each.id}-{each.begun}"
