"""Routes over batches of notices: a table in, thousands of sealed notices out."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from fastapi import Path as PathPart
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from docgen.notices.declared import read_declared
from intake.api.deps import OfficeDep
from intake.api.officer import Officer
from intake.api.once import OnceDep, Work
from intake.api.shapes import Shape
from intake.notices.archive import zipped
from intake.notices.batch import check_drafts, open_batch
from intake.notices.listing import columns_of, is_listable, read_list
from intake.notices.runner import BatchRunner
from intake.security.names import attachment, display_name
from intake.store import batches, notices
from intake.store.audit import log_action
from intake.store.batches import Batch
from intake.store.database import Session
from intake.store.idempotency import Answer

router = APIRouter(prefix="/notices/batches", tags=["notices"])

BatchId = Annotated[str, PathPart(pattern=r"^[0-9a-f]{32}$")]


def get_runner(request: Request) -> BatchRunner:
    """Return what makes the notices of batches."""
    runner: BatchRunner = request.app.state.batches
    return runner


RunnerDep = Annotated[BatchRunner, Depends(get_runner)]


@router.get("/kinds")
def list_kinds(office: OfficeDep) -> Shape:
    """Return what can be issued by the batch, with the columns of its list, and who may issue."""
    kinds = [
        {"id": kind.id, "name": kind.name, "columns": columns_of(kind)}
        for kind in read_declared().kinds.values()
        if is_listable(kind)
    ]
    offices = [{"id": each.id, "name": each.name} for each in office.issuers.offices.values()]
    return {"kinds": kinds, "offices": offices}


class Wanted(BaseModel):
    """What a batch is made of."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(max_length=40)]
    issuer: Annotated[str, Field(max_length=32)]
    """Id of the issuing office."""
    file: UploadFile
    """The list of recipients, CSV or XLSX."""


@router.post("", status_code=202)
def open_new(
    wanted: Annotated[Wanted, Form(media_type="multipart/form-data")],
    officer: Officer,
    office: OfficeDep,
    once: OnceDep,
    runner: RunnerDep,
) -> Response:
    """Number a notice for each recipient of a table and begin to make them."""
    data = wanted.file.file.read()

    def prepare() -> Work:
        name = display_name(wanted.file.filename or "")
        drafts = read_list(name, data, read_declared().kind(wanted.kind), wanted.issuer)
        check_drafts(office, drafts)

        def work(session: Session) -> Answer:
            batch = open_batch(session, office, drafts, officer)
            address = f"/api/notices/batches/{batch.id}"
            body = _shape(session, batch)
            return Answer(status=202, body=body, headers={"Location": address})

        return work

    fingerprint = f"{wanted.kind} {wanted.issuer} {sha256(data).hexdigest()}"
    answer = once.answer(fingerprint, prepare)
    runner.take(answer.headers["location"].rpartition("/")[2])
    return answer


@router.get("")
def list_all(officer: Officer, office: OfficeDep) -> Shape:
    """Return the newest batches."""
    del officer
    with office.store.read() as session:
        return {"batches": [_shape(session, each) for each in batches.list_batches(session)]}


@router.get("/{batch_id}")
def read_one(batch_id: BatchId, officer: Officer, office: OfficeDep) -> Shape:
    """Return how far a batch is, and its numbers."""
    del officer
    with office.store.read() as session:
        batch = batches.read_batch(session, batch_id)
        made = notices.of_batch(session, batch_id)
        shape = _shape(session, batch)
    numbers = [{"id": each.id, "number": each.number, "state": each.state} for each in made]
    return shape | {"notices": numbers}


@router.post("/{batch_id}/retry", status_code=202)
def retry(batch_id: BatchId, officer: Officer, office: OfficeDep, runner: RunnerDep) -> Shape:
    """Try again what could not be made; a batch without failures stays as it is."""
    with office.store.write() as session:
        batches.run_again(session, batch_id)
        log_action(session, "batch.retried", "", {"batch": batch_id, "officer": officer})
        shape = _shape(session, batches.read_batch(session, batch_id))
    runner.take(batch_id)
    return shape


@router.get("/{batch_id}/files.zip")
def download(batch_id: BatchId, officer: Officer, office: OfficeDep) -> StreamingResponse:
    """Return the issued notices of a batch in one archive, each under its number."""
    with office.store.write() as session:
        batch = batches.read_batch(session, batch_id)
        issued = notices.of_batch(session, batch_id)
        log_action(session, "batch.fetched", "", {"batch": batch_id, "officer": officer})
    name = f"{read_declared().kind(batch.kind).name}-{batch.opened_at:%Y%m%d}.zip"
    return StreamingResponse(
        zipped(office, issued),
        media_type="application/zip",
        headers={"Content-Disposition": attachment(name)},
    )


def _shape(session: Session, batch: Batch) -> Shape:
    shape = batch.model_dump(mode="json")
    states = batches.count_states(session, batch.id)
    return shape | {"kind_name": read_declared().kind(batch.kind).name, "states": states}
