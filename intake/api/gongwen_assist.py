"""The drafting assistant and speech to text.

A task is answered as server-sent events: the result is proofread and proved before a word of it is
sent, then sent paragraph by paragraph, and ``done`` tells what to doubt.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.assistant.assist import EXTRACT, LONGEST, MODEL, Assisted, Turn, assist
from docgen.gongwen.assistant.tasks import read_tasks
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Severity
from docgen.gongwen.speech.transcribe import MOST_BYTES, transcribe
from intake.api.deps import OfficeDep
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.gongwen.endpoints import speech_access
from intake.office import Office
from intake.outcome import problem_of
from models.errors import ServiceError

router = APIRouter(prefix="/v1/gongwen", tags=["gongwen"])

ENGINES = {EXTRACT: "原文摘录（不用大模型）", MODEL: "大模型"}
STATES = {
    False: "没有配置大模型：可以提炼要点、提取提纲；写作请用“写作”里的成文规则。",
    True: "以下操作由大模型完成，结果经过校对和核验后显示。",
}


class Asked(BaseModel):
    """A task on a text."""

    model_config = ConfigDict(extra="forbid")

    task: Annotated[str, Field(max_length=40)]
    text: Annotated[str, Field(max_length=4 * LONGEST)] = ""
    wish: Annotated[str, Field(max_length=2000)] = ""
    turns: Annotated[tuple[Turn, ...], Field(max_length=10)] = ()


@router.get("/assist")
def show_tasks(office: OfficeDep, officer: Officer) -> Shape:
    """Return what the assistant can do here, and whether a language model is set up."""
    del officer
    on = office.assistant is not None
    tasks = [
        {"id": name, "title": task.title, "needs_model": task.needs_model}
        for name, task in read_tasks().tasks.items()
    ]
    return {"state": "on" if on else "off", "title": STATES[on], "tasks": tasks}


@router.post("/assist", response_class=StreamingResponse)
def run(asked: Asked, office: OfficeDep, staff: StaffDep) -> StreamingResponse:
    """Do a task; ``words`` each for itself, then ``done`` with the whole, or ``problem``."""
    headers = {"X-Accel-Buffering": "no"}
    events = _events(office, staff, asked)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.post("/transcriptions")
def hear(file: Annotated[UploadFile, File()], office: OfficeDep, officer: Officer) -> Shape:
    """Return what is said in a recording, with the times of its segments."""
    del officer
    data = file.file.read(MOST_BYTES + 1)
    return transcribe(data, speech_access(office.settings)).model_dump(mode="json")


def _events(office: Office, staff: Caller, asked: Asked) -> Iterator[str]:
    try:
        done = assist(asked.task, asked.text, asked.wish, asked.turns, office.assistant)
        doubts = (*done.doubts, *_proofread(office, staff, done))
    except ServiceError as error:
        yield _event("problem", problem_of(error))
        return
    for paragraph in done.text.splitlines(keepends=True):
        yield _event("words", {"text": paragraph})
    told = done.model_dump(mode="json") | {"doubts": doubts, "engine_title": ENGINES[done.engine]}
    yield _event("done", told)


def _proofread(office: Office, staff: Caller, done: Assisted) -> Iterator[str]:
    """Yield one sentence on what is certainly wrong in what a model wrote."""
    if done.engine != MODEL:
        return
    lexicons = office.lexicons.visible(staff.officer, staff.departments)
    found = proofread(done.text, lexicons, Severity.CERTAIN).faults
    if found:
        words = "、".join(f"“{fault.wrong}”" for fault in found[:10])
        yield f"校对发现 {len(found)} 处差错：{words}，采用前请改正。"


def _event(name: str, told: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False, default=list)}\n\n"
