"""Routes over inspection (巡检): tasks, results, and the report of a month."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.knowledge_caller import StaffDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.clock import now, today
from intake.knowledge.inspecting import finish_inspection, list_inspections, report_inspections
from intake.knowledge.inspection_page import as_html
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_care import INSPECTIONS
from knowledge.care.inspection.checks import NAMES
from knowledge.care.inspection.task import Action, Result, Task, Verdict

router = APIRouter(prefix="/v1/knowledge/inspections", tags=["knowledge"])

TaskId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class WantedResult(BaseModel):
    """What a person found."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    note: Annotated[str, Field(max_length=2000)] = ""
    action: Action = Action.NONE


@router.get("")
def list_all(
    office: OfficeDep,
    staff: StaffDep,
    department: Annotated[str, Query(max_length=64)] = "",
    person: Annotated[str, Query(max_length=64)] = "",
    only_open: bool = True,
) -> Shape:
    """Return tasks, the earliest due first."""
    del staff
    with office.store.read() as session:
        found = list_inspections(session, department, person, only_open=only_open)
    return {"items": [task_shape(each) for each in found]}


@router.get("/report")
def report(
    office: OfficeDep,
    staff: StaffDep,
    day: date | None = None,
    form: Literal["json", "html"] = "json",
) -> Response:
    """Return the report of the month a day lies in, as it stands on that day."""
    del staff
    with office.store.read() as session:
        told = report_inspections(session, day or today())
    if form == "html":
        return Response(as_html(told), media_type="text/html; charset=utf-8")
    return Response(told.model_dump_json(), media_type="application/json")


@router.get("/{task_id}")
def show(task_id: TaskId, office: OfficeDep, staff: StaffDep, response: Response) -> Shape:
    """Return a task with the entry as it is live."""
    del staff
    with office.store.read() as session:
        task = INSPECTIONS.read(session, task_id)
        live = [*entries.live_entries(session, [task.entry])]
    response.headers["ETag"] = etag(task.version)
    return task_shape(task) | {"entry_text": live[0].model_dump(mode="json") if live else None}


@router.post("/{task_id}/result")
def give_result(
    task_id: TaskId, wanted: WantedResult, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Keep what a person found and did."""
    result = Result(**wanted.model_dump(), by=staff.officer, at=now())

    def work(session: Session) -> Answer:
        done = finish_inspection(session, task_id, seen, result)
        return Answer(status=200, body=task_shape(done), headers={"ETag": etag(done.version)})

    return once.answer(f"{wanted.model_dump_json()}{staff.officer}{seen}", lambda: work)


def task_shape(task: Task) -> Shape:
    """Return a task as the API tells it."""
    names = [NAMES[each.check] for each in task.findings]
    return task.model_dump(mode="json") | {
        "finding_names": names,
        "behind": task.behind_on(today()),
    }
