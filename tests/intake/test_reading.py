"""Reading processes die, hang and grow old; the service goes on."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.reading.messages import Message
from intake.reading.process import ReadingProcess, WorkerLostError, WorkerState
from intake.reading.readers import Readers
from intake.settings import Settings
from models.errors import EmptyPaperError, EngineUnavailableError, ReadingFailedError, SpecError
from tests.intake.pictures import png

OPEN = Message("open", {"name": "a.png"}, (png(1),))


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[Readers]:
    readers = Readers(Settings(data=tmp_path, engine="null", papers_per_worker=2, work_seconds=20))
    yield readers
    readers.close()


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    process = ReadingProcess("null")
    yield process
    process.end()


def pid(readers: Readers) -> int:
    return int(readers._all[0]._child.pid)


def test_an_upload_comes_back_as_pages_and_pictures(readers: Readers) -> None:
    answer = readers.ask(OPEN)
    assert answer.body["media_type"] == "image/png"
    assert [page["width"] for page in answer.body["pages"]] == [64]
    assert answer.pictures[0].startswith(b"\x89PNG")


def test_an_error_of_the_work_keeps_its_type_and_words(readers: Readers) -> None:
    with pytest.raises(EmptyPaperError, match="空"):
        readers.ask(Message("open", {"name": "a.png"}, (b"",)))
    assert readers.states() == [WorkerState.READY]


def test_work_that_fails_unforeseen_costs_only_itself(readers: Readers) -> None:
    with pytest.raises(Exception, match="识别这份材料时出错"):
        readers.ask(Message("look", {"page": {}}, (png(1),)))
    assert readers.ask(OPEN).pictures


def test_what_fails_is_logged_without_what_stood_on_the_paper(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    readers = Readers(Settings(data=tmp_path, engine="null"))
    page = {"number": 1, "width": 9, "height": 9, "lines": [{"text": "欧阳样张"}]}
    with pytest.raises(ReadingFailedError):
        readers.ask(Message("classify", {"page": page}, (png(1),)))
    readers.close()
    (line,) = capfd.readouterr().err.splitlines()
    told = json.loads(line)
    assert told["event"] == "reading failed"
    assert "bench.py" in told["exception"]
    assert "欧阳" not in line


def test_a_process_is_replaced_after_its_share_of_work(readers: Readers) -> None:
    first = pid(readers)
    for _ in range(2):
        readers.ask(OPEN)
    assert pid(readers) == first
    while pid(readers) == first:  # it goes on until the other one is ready
        assert readers.ask(OPEN).pictures
    assert readers.states() == [WorkerState.READY]
    assert not readers._heirs


def test_a_process_that_starts_ends_with_the_pool(tmp_path: Path) -> None:
    readers = Readers(Settings(data=tmp_path, engine="null", papers_per_worker=1))
    for _ in range(2):
        readers.ask(OPEN)
    (heir,) = readers._heirs.values()
    readers.close()
    assert heir.state is WorkerState.DOWN


def test_an_old_process_that_dies_is_replaced_at_once(tmp_path: Path) -> None:
    readers = Readers(Settings(data=tmp_path, engine="null", papers_per_worker=1))
    for _ in range(2):
        readers.ask(OPEN)
    os.kill(pid(readers), signal.SIGKILL)
    assert readers.ask(OPEN).pictures
    assert not readers._heirs
    readers.close()


def test_a_process_that_hangs_is_ended_and_named(process: ReadingProcess) -> None:
    process.ask(OPEN, 20)
    os.kill(process._child.pid, signal.SIGSTOP)
    with pytest.raises(WorkerLostError) as lost:
        process.ask(OPEN, 0.2)
    assert lost.value.remedy
    assert process.state is WorkerState.DOWN


def test_an_engine_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    readers = Readers(Settings(data=tmp_path, engine="nul"))
    try:
        with pytest.raises(SpecError, match="did you mean 'null'"):
            readers.ask(OPEN)
    finally:
        readers.close()


def test_nothing_is_started_once_the_pool_is_closed(readers: Readers) -> None:
    readers.close()
    with pytest.raises(EngineUnavailableError):
        readers.ask(OPEN)
    assert readers.states() == [WorkerState.DOWN]


def test_a_process_ends_when_the_service_is_gone(process: ReadingProcess) -> None:
    process.ask(OPEN, 20)
    process._talk.close()
    assert process._child.wait(20) == 0
