"""Routes over jobs: how far the reading is, asked once or followed live."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from intake.api.deps import JobId, OfficeDep
from intake.api.shapes import Shape, job_shape
from intake.office import Office
from intake.store import jobs

router = APIRouter(prefix="/jobs/{job_id}", tags=["jobs"])

LOOK_SECONDS = 0.25
"""How often a followed job is looked at."""
HEARTBEAT = 20
"""Looks without news after which a sign of life is sent, so that proxies keep the line."""
RETRY_MILLISECONDS = 2000


@router.get("")
def show_job(job_id: JobId, office: OfficeDep) -> Shape:
    """Return how far a job is."""
    return _look(office, job_id)[2]


@router.get("/events", response_class=StreamingResponse)
async def follow_job(
    job_id: JobId,
    office: OfficeDep,
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> StreamingResponse:
    """Send the job after every change, until it ends (server-sent events)."""
    await run_in_threadpool(_look, office, job_id)  # an unknown job is answered before the stream
    events = _events(office, job_id, last_event_id)
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(office: Office, job_id: str, seen: int) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    quiet = 0
    while True:
        moment, ended, shape = await run_in_threadpool(_look, office, job_id)
        if moment > seen:
            yield f"id: {moment}\ndata: {json.dumps(shape, ensure_ascii=False)}\n\n"
            seen, quiet = moment, 0
        if ended:
            return
        quiet += 1
        if quiet % HEARTBEAT == 0:
            yield ": alive\n\n"
        await asyncio.sleep(LOOK_SECONDS)


def _look(office: Office, job_id: str) -> tuple[int, bool, Shape]:
    """Return the number of the job's last change, whether it has ended, and its shape."""
    with office.store.read() as session:
        job = jobs.read_job(session, job_id)
        finished = jobs.finished_steps(session, job_id)
    moment = job.revision + len(finished)
    return moment, job.state not in jobs.UNFINISHED, job_shape(job, finished)
