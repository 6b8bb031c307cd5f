"""LibreOffice as it really is: converted, killed in the midst, absent, crowded."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.printing.field import APPLICANT
from docgen.word.anchors import find_places
from docgen.word.lint import lint
from docgen.word.office import Care, State, WordOffice
from docgen.word.unoserver import find_missing
from models.errors import OfficeUnavailableError
from tests.docgen.word.papers import VOCABULARY, docx

needs_office = pytest.mark.skipif(bool(find_missing()), reason=find_missing() or "installed")
LONG = docx(*("样张公司申请办理，情况属实。" * 60,) * 60)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordOffice]:
    office = WordOffice(
        Care(tmp_path_factory.mktemp("office"), start_seconds=120, wait_seconds=180)
    )
    yield office
    office.close()


@needs_office
def test_a_word_file_becomes_a_pdf_a_with_a_place_for_the_seal(office: WordOffice) -> None:
    assert office.state in {State.RESTING, State.READY}
    pdf = office.convert(docx("甲", "乙"))
    assert office.state is State.READY
    assert b"pdfaid:part>2" in pdf
    (place,) = find_places(pdf, (APPLICANT,))
    assert place.page == 1
    assert 56 < place.x < 540
    assert 56 < place.y < 786


@needs_office
def test_a_template_is_tried_with_libreoffice_where_it_is_at_hand(office: WordOffice) -> None:
    assert lint(docx("{{ applicant }}{{ address }}"), VOCABULARY, office.convert).fit


@needs_office
def test_a_libreoffice_killed_in_the_midst_is_replaced_and_the_next_document_is_made(
    office: WordOffice,
) -> None:
    office.convert(docx("甲"))
    outcome: list[object] = []

    def work() -> None:
        try:
            outcome.append(office.convert(LONG))
        except OfficeUnavailableError as error:
            outcome.append(error)

    asking = threading.Thread(target=work)
    asking.start()
    for pid in soffice_of(office):
        os.kill(pid, signal.SIGKILL)
    asking.join(180)
    assert not asking.is_alive()
    assert isinstance(outcome[0], bytes | OfficeUnavailableError)
    assert office.convert(docx("乙")).startswith(b"%PDF")


@needs_office
def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_made(tmp_path: Path) -> None:
    office = WordOffice(Care(tmp_path, conversion_seconds=5, start_seconds=120, wait_seconds=180))
    try:
        with pytest.raises(OfficeUnavailableError, match="超过 5 秒"):
            office.convert(docx(*("样张公司申请办理，情况属实。" * 200,) * 4000))
        assert retried(office).startswith(b"%PDF")
    finally:
        office.close()


@needs_office
def test_an_office_goes_on_where_another_in_its_folder_ends(tmp_path: Path) -> None:
    first, second = (
        WordOffice(Care(tmp_path, start_seconds=120, wait_seconds=180)) for _ in range(2)
    )
    try:
        for office in (first, second):
            assert office.convert(docx("甲")).startswith(b"%PDF")
        before = soffice_of(second)
        first.close()
        assert second.convert(docx("乙")).startswith(b"%PDF")
        assert soffice_of(second) == before
    finally:
        first.close()
        second.close()


def test_nobody_waits_for_a_libreoffice_that_is_not_wanted(tmp_path: Path) -> None:
    office = WordOffice(Care(tmp_path, workers=0))
    assert office.state is State.OFF
    with pytest.raises(OfficeUnavailableError, match="未启用"):
        office.convert(docx("甲"))


@needs_office
def test_what_waits_beyond_the_queue_is_refused_and_a_wait_has_an_end(tmp_path: Path) -> None:
    office = WordOffice(Care(tmp_path, waiting=1, wait_seconds=0.2))
    try:
        for _ in range(2):
            with pytest.raises(OfficeUnavailableError):
                office.convert(docx("甲"))
    finally:
        office.close()
    assert office.state is State.OFF


def soffice_of(office: WordOffice) -> list[int]:
    """Return the processes of the worker's LibreOffice: the group unoserver leads, without it."""
    (worker,) = office._workers
    assert worker._server
    leader = worker._server.pid
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != leader:
            try:
                if os.getpgid(int(entry.name)) == leader:
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    assert found
    return found


def retried(office: WordOffice) -> bytes:
    until = time.monotonic() + 120
    while True:
        try:
            return office.convert(docx("乙"))
        except OfficeUnavailableError:
            assert time.monotonic() < until
