"""Seals kept by a server, over real HTTP: it signs digests, and whatever it does wrong is told."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from asn1crypto.x509 import Certificate
from fastapi import FastAPI, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import TestAuthority
from docgen.signing.errors import SealNonsenseError, SealRefusedError, SealServerDownError
from docgen.signing.pdf import sign_pdf
from docgen.signing.remote import LARGEST_SIDE, RemoteSeals
from docgen.signing.seal import draw_seal
from docgen.signing.seal_server import SealAccess, SealServer
from docgen.signing.seals import Sealed, SealState, TestSeals
from eval.serving import serving
from extractors.signatures.pdf import verify_pdf
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.circuit import Circuit
from models.crypto import sm2
from models.crypto.trust import Trust
from models.errors import SigningError
from tests.docgen.conftest import REASON

OFFICE, NAME = "yangzhang_jtj", "样张市交通运输管理局（测试）"


@dataclass(frozen=True)
class Simulator:
    url: str

    @property
    def access(self) -> SealAccess:
        return SealAccess(f"{self.url}/seals", DEMO_APPID, DEMO_SECRET, timeout=2, attempts=1)

    def seals(self, **changes: Any) -> RemoteSeals:
        return RemoteSeals(SealServer(replace(self.access, **changes), Circuit(limit=100)))

    def order(self, fault: str, seconds: float = 10) -> None:
        order = {"fault": fault, "seconds": seconds}
        httpx.put(f"{self.url}/control/seals", json=order).raise_for_status()

    def heard(self) -> list[dict[str, Any]]:
        calls = httpx.get(f"{self.url}/control/audit").json()
        return [json.loads(each["body"]) for each in calls if each["apiname"] == "sign"]


@pytest.fixture(scope="module")
def simulator(authority: TestAuthority) -> Iterator[Simulator]:
    with serving(create_simulator(seals=authority.folder)) as url:
        yield Simulator(url)


@pytest.fixture
def sealed(simulator: Simulator) -> Sealed:
    simulator.order("none")
    return simulator.seals().of_office(OFFICE, NAME)


def signed_by(sealed: Sealed, forms: dict[str, ComposedForm]) -> bytes:
    return sign_pdf(forms["S5B"].pdf, sealed, APPLICANT, REASON)


def test_a_server_seals_as_a_key_here_does(
    sealed: Sealed, forms: dict[str, ComposedForm], trust: Trust
) -> None:
    verdict = verify_pdf(signed_by(sealed, forms), trust)
    assert verdict.trusted
    assert verdict.signatures[0].signer == NAME
    assert sealed.seal.png == draw_seal(NAME).png


def test_an_office_has_the_same_seal_every_time(sealed: Sealed, simulator: Simulator) -> None:
    again = simulator.seals().of_office(OFFICE, NAME)
    assert again.signer.certificate == sealed.signer.certificate


def test_offices_go_by_the_code_the_server_knows(simulator: Simulator) -> None:
    simulator.order("none")
    seals = replace(simulator.seals(), owners={"jtj": "11310000MB2F00000A"})
    one = seals.of_office("jtj", NAME).signer
    assert (
        one.certificate
        == simulator.seals().of_office("11310000MB2F00000A", NAME).signer.certificate
    )


def test_only_the_digest_leaves_the_house(
    sealed: Sealed, simulator: Simulator, forms: dict[str, ComposedForm]
) -> None:
    signed_by(sealed, forms)
    told = simulator.heard()[-1]
    assert set(told) == {"sealId", "certSn", "p1"}
    assert len(base64.b64decode(told["p1"])) == 32


def test_one_seal_signs_from_many_threads(sealed: Sealed) -> None:
    key = Certificate.load(sealed.signer.certificate).public_key.dump()
    for data in (b"", b"a", b"b" * 100_000):
        assert sm2.verify(key, sealed.signer.sign(data), data)


FAULTS = {
    "down": (SealServerDownError, SealState.DOWN, "没有在规定时间内回应"),
    "slow": (SealServerDownError, SealState.DOWN, "没有在规定时间内回应"),
    "refused": (SealRefusedError, SealState.REFUSED, "拒绝了本系统的请求"),
    "garbage": (SealNonsenseError, SealState.NONSENSE, "无法识别，未采用"),
    "wrong_signature": (SealNonsenseError, SealState.NONSENSE, "与印章的证书不符，未采用"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_while_signing_is_told_and_no_file_comes_back(
    fault: str, simulator: Simulator, forms: dict[str, ComposedForm]
) -> None:
    simulator.order("none")
    seals = simulator.seals(timeout=0.5)
    sealed = seals.of_office(OFFICE, NAME)
    assert seals.state is SealState.UP
    simulator.order(fault)
    kind, state, message = FAULTS[fault]
    with pytest.raises(kind, match=message) as caught:
        signed_by(sealed, forms)
    assert seals.state is state
    assert "办件保持签章前的状态" in caught.value.remedy


def test_a_server_that_is_back_is_used_again(
    simulator: Simulator, forms: dict[str, ComposedForm]
) -> None:
    seals = simulator.seals()
    simulator.order("down")
    with pytest.raises(SealServerDownError):
        seals.of_office(OFFICE, NAME)
    simulator.order("none")
    assert signed_by(seals.of_office(OFFICE, NAME), forms)
    assert seals.state is SealState.UP


def test_a_server_that_fails_again_and_again_is_left_in_peace() -> None:
    access = SealAccess("http://127.0.0.1:9", "a", b"b", timeout=0.5, attempts=1)
    circuit = Circuit(limit=1, rest=1000)
    seals = RemoteSeals(SealServer(access, circuit))
    for _ in range(2):
        with pytest.raises(SealServerDownError):
            seals.of_office(OFFICE, NAME)
    assert not circuit.admits()


def test_a_wrong_secret_is_refused(simulator: Simulator) -> None:
    simulator.order("none")
    with pytest.raises(SealRefusedError, match="401001"):
        simulator.seals(secret=b"other").of_office(OFFICE, NAME)


@pytest.mark.parametrize("id_no", ["", "91310120 MA1YK7Q46B"])
def test_an_applicant_without_a_number_has_no_seal(id_no: str, simulator: Simulator) -> None:
    simulator.order("none")
    with pytest.raises(SealRefusedError):
        simulator.seals().of_applicant("林书祎", "样张公司", id_no)


def seal_of(authority: TestAuthority) -> dict[str, Any]:
    """Return a seal as a server offers it, of another server's making."""
    signer = authority.issue("甲")
    return {
        "sealId": "1",
        "name": "甲",
        "certSn": "1",
        "image": base64.b64encode(draw_seal("甲").png).decode(),
        "certificate": base64.b64encode(signer.certificate).decode(),
        "chain": [base64.b64encode(each).decode() for each in signer.chain],
    }


def saying(data: Any) -> FastAPI:
    """Return a server that gives the same answer to whatever it is asked."""
    app = FastAPI()

    @app.post("/seals")
    def answer() -> Response:
        told = {"code": "200", "isSuccess": True, "msg": "", "data": data}
        return Response(json.dumps(told), media_type="application/json")

    return app


def others_seal() -> str:
    """Return an electronic seal that a certificate of another authority alone may use."""
    with TemporaryDirectory() as folder:
        other = TestSeals(Path(folder)).of_applicant("乙", "乙")
    return base64.b64encode(other.electronic).decode()


OTHERS = others_seal()
BAD: dict[str, Callable[[dict[str, Any]], Any]] = {
    "nothing": lambda _: None,
    "no list": lambda _: {"seals": "none"},
    "no name": lambda seal: {"seals": [{**seal, "name": None}]},
    "no base64": lambda seal: {"seals": [{**seal, "image": "<img>"}]},
    "no picture": lambda seal: {"seals": [{**seal, "image": "AAAA"}]},
    "no certificate": lambda seal: {"seals": [{**seal, "certificate": "MAA="}]},
    "no chain": lambda seal: {"seals": [{**seal, "chain": ["AAAA"]}]},
    "no electronic seal": lambda seal: {"seals": [{**seal, "esl": "MAA="}]},
    "the electronic seal of another": lambda seal: {"seals": [{**seal, "esl": OTHERS}]},
    "endless chain": lambda seal: {"seals": [{**seal, "chain": seal["chain"] * 99}]},
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_seal_is_not_used(kind: str, authority: TestAuthority) -> None:
    with serving(saying(BAD[kind](seal_of(authority)))) as url:
        seals = RemoteSeals(SealServer(SealAccess(f"{url}/seals", "a", b"b")))
        with pytest.raises(SealNonsenseError):
            seals.of_office(OFFICE, NAME)
        assert seals.state is SealState.NONSENSE


def test_an_owner_without_seals_is_told() -> None:
    with serving(saying({"seals": []})) as url:
        seals = RemoteSeals(SealServer(SealAccess(f"{url}/seals", "a", b"b")))
        with pytest.raises(SealRefusedError, match=f"没有“{NAME}”的可用印章"):
            seals.of_office(OFFICE, NAME)


@pytest.fixture(scope="module")
def parrot() -> Iterator[tuple[RemoteSeals, Callable[[bytes], None]]]:
    """Give seals of a server that answers any bytes it was given, and the way to give them."""
    app, said = FastAPI(), [b""]

    @app.post("/seals")
    def answer() -> Response:
        return Response(said[0], media_type="application/json")

    with serving(app) as url:
        server = SealServer(SealAccess(f"{url}/seals", "a", b"b"), Circuit(limit=10_000))
        yield RemoteSeals(server), lambda content: said.__setitem__(0, content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    said=st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["code", "isSuccess", "data", "seals", "sealId", "image"]), inner
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_answer_gives_a_seal_or_an_error_of_ours(
    said: bytes, parrot: tuple[RemoteSeals, Callable[[bytes], None]]
) -> None:
    seals, say = parrot
    say(said)
    with pytest.raises(SigningError):
        seals.of_office(OFFICE, NAME)


def test_a_picture_of_any_size_is_not_opened(authority: TestAuthority, tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415 - for this test alone

    Image.new("1", (LARGEST_SIDE + 1, 1)).save(tmp_path / "wide.png")
    wide = base64.b64encode((tmp_path / "wide.png").read_bytes()).decode()
    with serving(saying({"seals": [{**seal_of(authority), "image": wide}]})) as url:
        seals = RemoteSeals(SealServer(SealAccess(f"{url}/seals", "a", b"b")))
        with pytest.raises(SealNonsenseError):
            seals.of_office(OFFICE, NAME)
