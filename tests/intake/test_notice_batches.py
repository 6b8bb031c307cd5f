"""A table of recipients goes in; numbered, sealed notices come out, each once, whatever happens."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event

import httpx
import pytest

from docgen.signing.seals import Sealed, SealKeeper
from eval.serving import serving
from intake.app import create_app
from intake.clock import today
from intake.notices.batch import GIVE_UP, open_batch, run_batch
from intake.notices.listing import read_list
from intake.office import Office, open_office
from intake.settings import Settings
from intake.store import batches, notices
from intake.store.batches import BatchState
from intake.store.notice_series import read_series
from models.errors import SigningError
from tests.intake.test_notice_lists import HEAD, KIND, LINES, OFFICE, table

OFFICER = {"X-Officer": "%E6%A0%B7%E5%BC%A0%E5%91%98"}
SECONDS = 60


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data: Path = tmp_path_factory.mktemp("batches")
    return Settings(data=data, engine="null", gateway_url="http://127.0.0.1:9")


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[httpx.Client]:
    with (
        serving(create_app(settings)) as url,
        httpx.Client(base_url=f"{url}/api", headers=OFFICER, timeout=SECONDS) as client,
    ):
        yield client


@pytest.fixture
def office(settings: Settings, client: httpx.Client) -> Iterator[Office]:
    """Give a second process's view of what the service keeps."""
    del client
    office = open_office(settings)
    yield office
    office.close()


def send(client: httpx.Client, data: bytes, **headers: str) -> httpx.Response:
    form = {"kind": "parking_arrears", "issuer": OFFICE}
    files = {"file": ("名单.csv", data)}
    return client.post("/notices/batches", data=form, files=files, headers=headers)


def ended(client: httpx.Client, batch_id: str) -> dict[str, object]:
    """Return a batch once it is at its end."""
    for _ in range(SECONDS * 10):
        batch: dict[str, object] = client.get(f"/notices/batches/{batch_id}").json()
        if batch["state"] != BatchState.RUNNING:
            return batch
        Event().wait(0.1)
    raise AssertionError("the batch did not end")


def test_every_recipient_gets_one_numbered_and_sealed_notice(client: httpx.Client) -> None:
    opened = send(client, table(*LINES), **{"Idempotency-Key": "once"})
    assert opened.status_code == 202
    batch = ended(client, opened.json()["id"])
    assert (batch["state"], batch["states"]) == ("done", {"issued": 2})
    again = send(client, table(*LINES), **{"Idempotency-Key": "once"})
    assert again.json()["id"] == batch["id"]
    archive = client.get(f"/notices/batches/{batch['id']}/files.zip")
    with zipfile.ZipFile(BytesIO(archive.content)) as files:
        names = files.namelist()
        pdfs = [files.read(name) for name in names]
    assert names == [f"{each['number']}.pdf" for each in batch["notices"]]  # type: ignore[attr-defined]
    for pdf in pdfs:
        verdict = client.post("/verify", files={"file": ("a.pdf", pdf)}).json()
        assert verdict["outcome"] == "trusted"


def test_one_wrong_line_and_nothing_is_numbered(client: httpx.Client, office: Office) -> None:
    with office.store.read() as session:
        before = read_series(session, today().year)
    wrong = ("王测试", "个人", "不是车牌", "样张路", "昨天", "2026-10-03 11:05", "三十")
    refused = send(client, table(*LINES, wrong))
    assert refused.status_code == 422
    told = [each["message"] for each in refused.json()["errors"]]
    assert len(told) == 3
    assert all(each.startswith("第 3 份（王测试）") for each in told)
    with office.store.read() as session:
        assert read_series(session, today().year) == before


class _NoSeal:
    """A keeper of seals that is down."""

    def of_office(self, office: str, name: str) -> Sealed:
        raise SigningError(f"{office} {name} 的印章取不到。")

    of_applicant = of_office


def test_what_cannot_be_sealed_keeps_its_number_and_is_made_later(office: Office) -> None:
    seals: SealKeeper = _NoSeal()
    down = replace(office, seals=seals)
    batch_id = _batch(office, GIVE_UP + 4)
    run_batch(down, batch_id, Event())
    with office.store.write() as session:
        batch = batches.read_batch(session, batch_id)
        assert batch.state is BatchState.FAILED_PARTIAL
        assert batch.problem
        assert batch.problem["code"] == SigningError.code
        assert batches.count_states(session, batch_id) == {"numbered": GIVE_UP + 4}
        batches.run_again(session, batch_id)
    run_batch(office, batch_id, Event())
    with office.store.read() as session:
        assert batches.read_batch(session, batch_id).state is BatchState.DONE
        assert batches.count_states(session, batch_id) == {"issued": GIVE_UP + 4}


def test_a_batch_stopped_in_the_middle_goes_on_where_it_was(office: Office) -> None:
    batch_id = _batch(office, 7)
    stopping = Event()
    run_batch(replace(office, seals=_Stopping(office.seals, stopping)), batch_id, stopping)
    with office.store.read() as session:
        assert batches.read_batch(session, batch_id).state is BatchState.RUNNING
        numbers = [each.number for each in notices.of_batch(session, batch_id)]
        made = batches.count_states(session, batch_id).get("issued", 0)
    assert 0 < made < 7
    run_batch(office, batch_id, Event())
    with office.store.read() as session:
        assert [each.number for each in notices.of_batch(session, batch_id)] == numbers
        assert batches.count_states(session, batch_id) == {"issued": 7}
        assert all(series.whole for series in read_series(session, today().year))


class _Stopping:
    """Seals, and wants everything stopped after the first."""

    def __init__(self, seals: SealKeeper, stopping: Event) -> None:
        self._seals, self._stopping = seals, stopping

    def of_office(self, office: str, name: str) -> Sealed:
        self._stopping.set()
        return self._seals.of_office(office, name)

    def of_applicant(self, signer: str, name: str) -> Sealed:
        return self._seals.of_applicant(signer, name)


def _batch(office: Office, number: int) -> str:
    lines = [(f"样张{place}", "个人", f"沪A{place:05}", *LINES[0][3:]) for place in range(number)]
    drafts = read_list("名单.csv", table(*lines, head=HEAD), KIND, OFFICE)
    with office.store.write() as session:
        return open_batch(session, office, drafts, "样张员").id


def test_a_batch_killed_again_and_again_loses_no_number_and_gives_none_twice() -> None:
    command = [sys.executable, "-m", "eval.bench.batch", "--notices", "10", "--kill"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=400, check=True).stdout
    assert "10 numbers, none lost, none twice" in told
    assert "killed 3 times" in told
