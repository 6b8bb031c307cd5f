"""The drafting assistant and speech to text.

A task is answered as server-sent events: a model's sentences are proved one by one before they are
sent, and ``done`` tells the whole, what to doubt, and what the proofreader finds in it.
"""

import json
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, File, UploadFile
from fastapi.responses import StreamingResponse

from docgen.gongwen.assistant.assisting import assist
from docgen.gongwen.assistant.outcome import STATES, Assisted, State, Wish
from docgen.gongwen.assistant.task import read_tasks
from docgen.gongwen.speech.transcribe import MOST_BYTES, transcribe
from docgen.gongwen.speech.transcribe import OFF as DEAF
from intake.api.deps import OfficeDep
from intake.api.officer import Officer
from intake.api.shapes import Shape
from intake.gongwen.endpoints import speech_access
from intake.office import Office
from intake.outcome import problem_of
from models.errors import ServiceError

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/gongwen", tags=["gongwen"])

ON = "以下操作由大模型完成，逐句核验后显示。"
OFF = f"{STATES[State.OFF]}摘要、提纲、关键词和拟标题不需要大模型；成文请用“写作”。"
UNEXPECTED = ServiceError("暂时无法处理。")
END = None
Event = tuple[str, Shape]


@router.get("/assist")
def show_tasks(office: OfficeDep, officer: Officer) -> Shape:
    """Return what the assistant can do here, and what of it is set up."""
    del officer
    on = office.assistant is not None
    tasks = [
        {"id": name, "title": task.title, "needs_model": task.needs_model}
        for name, task in read_tasks().items()
    ]
    deaf = "" if speech_access(office.settings) else DEAF
    return {
        "state": "on" if on else "off",
        "title": ON if on else OFF,
        "tasks": tasks,
        "deaf": deaf,
    }


@router.post("/assist", response_class=StreamingResponse)
def run(wish: Wish, office: OfficeDep, officer: Officer) -> StreamingResponse:
    """Do a task; ``words`` sentence by sentence, then ``done`` with the whole, or ``problem``."""
    del officer
    headers = {"X-Accel-Buffering": "no"}
    events = _events(office, wish)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.post("/transcriptions")
def hear(file: Annotated[UploadFile, File()], office: OfficeDep, officer: Officer) -> Shape:
    """Return what is said in a recording, with the times of its segments."""
    del officer
    data = file.file.read(MOST_BYTES + 1)
    return transcribe(data, speech_access(office.settings)).model_dump(mode="json")


def _events(office: Office, wish: Wish) -> Iterator[str]:
    """Yield the events as they come from a thread that does the task.

    Whoever stops reading does not stop the task: it ends by itself within its time.
    """
    coming: SimpleQueue[Event | None] = SimpleQueue()
    Thread(target=_work, args=(office, wish, coming), daemon=True).start()
    while (event := coming.get()) is not END:
        yield _written(*event)


def _work(office: Office, wish: Wish, coming: "SimpleQueue[Event | None]") -> None:
    try:
        done = assist(wish, office.assistant, lambda text: coming.put(("words", {"text": text})))
        coming.put(("done", _shape(done)))
    except ServiceError as error:
        coming.put(("problem", problem_of(error)))
    except Exception:  # the last boundary: the reader must hear of it
        log.exception("assistant failed")
        coming.put(("problem", problem_of(UNEXPECTED)))
    finally:
        coming.put(END)


def _shape(done: Assisted) -> Shape:
    words = "、".join(f"“{fault.wrong}”" for fault in done.faults[:10])
    found = f"校对发现 {len(done.faults)} 处可疑：{words}，采用前请核对。"
    told = done.model_dump(mode="json", exclude={"faults"})
    doubts = [*done.doubts, *([found] if done.faults else [])]
    return told | {"doubts": doubts, "engine_title": done.engine_title}


def _written(name: str, told: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
