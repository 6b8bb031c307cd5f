"""Cares for the base beside the service: a durable workflow a day, and one after each change."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import structlog
from dbos import DBOS, SetWorkflowID

from intake.beside import Beside
from intake.clock import now
from intake.knowledge.care_work import (
    DAILY,
    Care,
    Counts,
    day_key,
    finish_day,
    is_due,
    regress_after_change,
)
from models.errors import ServiceError

log = structlog.get_logger(__name__)

IN_HAND = {"ENQUEUED", "PENDING", "DELAYED"}
"""States of a workflow that DBOS itself carries on with."""


class Caretaker(Beside):
    """A thread that looks whether there is work, and has DBOS do it; make it before DBOS starts.

    Several processes may care for one base: a day has one workflow, whoever begins it.
    """

    def __init__(self, care: Care) -> None:
        super().__init__("caretaker")
        self._care = care

        @DBOS.workflow(name="care")  # type: ignore[untyped-decorator] # DBOS is not checked
        def workflow(moment: str) -> None:
            self._day(datetime.fromisoformat(moment))

        self._workflow = workflow

    def start(self) -> None:
        """Begin to look; a day another process left unfinished is carried on by DBOS."""
        if self._care.settings.on:
            super().start()

    def look(self, at: datetime) -> None:
        """Do what waits: the regressions after a change, then the work of the day."""
        regress_after_change(self._care, at)
        if not is_due(self._care, at):
            return
        name = f"care-{day_key(at)}"
        status = DBOS.get_workflow_status(name)
        if status is not None and status.status in IN_HAND:
            return
        ended = status is not None  # it failed, or the store was put back to an earlier state
        with SetWorkflowID(f"{name}-{uuid4().hex}" if ended else name):
            DBOS.start_workflow(self._workflow, at.isoformat()).get_result()

    def _work(self) -> None:
        while not self._stopping.wait(self._care.settings.look_seconds):
            try:
                self.look(now())
            except Exception:  # the last boundary: a database that is away must not end the care
                log.exception("care_stumbled")

    def _day(self, at: datetime) -> None:
        for name, work in {**DAILY, "finish": finish_day}.items():

            def step(work: Callable[[Care, datetime], Counts] = work) -> Counts:
                try:
                    return work(self._care, at)
                except ServiceError:
                    raise
                except Exception:  # the last boundary: DBOS keeps errors, which must hold no data
                    log.exception("care_step_failed")
                    raise ServiceError("维护知识库时出错。") from None

            log.info("care_step_done", step=name, counts=DBOS.run_step({"name": name}, step))
