"""A register is asked with patience that ends, and its answer is not trusted."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET
from models.circuit import Circuit
from models.errors import SourceUnavailableError
from models.specs import Column
from models.tables import read_rows
from prefill.sources import Access
from prefill.sources.found import LONGEST_VALUE, MOST_ROWS, Found, harmless, read_answer
from prefill.sources.gateway import Gateway, Purpose
from prefill.sources.patience import LARGEST_ANSWER
from prefill.sources.signing import sign

Answering = Callable[[BaseHTTPRequestHandler], None]
WHY = Purpose("测试", "YZ1")


@contextmanager
def register(answer: Answering) -> Iterator[Access]:
    """Serve a register whose every answer is given by ``answer``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            answer(self)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Access(f"http://127.0.0.1:{server.server_port}", "app", b"secret", timeout=2)
    finally:
        server.shutdown()
        server.server_close()


def envelope(record: object) -> bytes:
    return json.dumps({"code": "200", "isSuccess": True, "data": {"record": record}}).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def ask(gateway: Gateway) -> Found:
    return gateway.find("vehicle.base", {"hphm": "沪DY8276"}, ("hphm", "clsbdh"), WHY)


@given(st.binary(min_size=1), st.text(), st.binary())
def test_signature_equals_the_one_openssl_computes(secret: bytes, nonce: str, body: bytes) -> None:
    named = "app" + "api" + "1700000000000" + nonce.encode("utf-8", "replace").decode()
    headers = {"appid": "app", "apiname": "api", "timestamp": "1700000000000"}
    headers["nonce"] = nonce.encode("utf-8", "replace").decode()
    message = named + hashlib.new("sm3", body).hexdigest()
    expected = hmac.new(secret, message.encode(), lambda: hashlib.new("sm3")).digest()
    assert sign(secret, headers, body) == base64.b64encode(expected).decode()


def test_a_call_with_the_wrong_secret_is_refused(registers: str) -> None:
    with pytest.raises(SourceUnavailableError, match="授权未通过"):
        ask(Gateway(Access(registers, DEMO_APPID, b"another secret")))


def test_a_call_by_an_unknown_application_is_refused(registers: str) -> None:
    with pytest.raises(SourceUnavailableError, match="授权未通过"):
        ask(Gateway(Access(registers, "stranger", DEMO_SECRET)))


def test_an_interface_is_called_by_the_name_the_platform_gave_it(registers: str) -> None:
    renamed = Access(registers, DEMO_APPID, DEMO_SECRET, apinames={"our.own": "vehicle.base"})
    found = Gateway(renamed).find("our.own", {"hphm": "沪DY8276"}, ("clsbdh",), WHY)
    assert found.record == {"clsbdh": "LYZAGBBE0PA018276"}


def test_the_secret_is_not_shown() -> None:
    assert "hush" not in repr(Access("http://localhost", "app", b"hush"))


def test_a_passing_failure_is_retried() -> None:
    calls: list[int] = []

    def once_busy(handler: BaseHTTPRequestHandler) -> None:
        calls.append(1)
        send(handler, envelope({"hphm": "沪A"}), 503 if len(calls) == 1 else 200)

    with register(once_busy) as access:
        assert ask(Gateway(access)).record == {"hphm": "沪A"}
    assert len(calls) == 2


def test_a_refusal_is_not_retried() -> None:
    calls: list[int] = []

    def refuse(handler: BaseHTTPRequestHandler) -> None:
        calls.append(1)
        send(handler, b"", 403)

    with register(refuse) as access, pytest.raises(SourceUnavailableError):
        ask(Gateway(access))
    assert len(calls) == 1


def test_who_fails_again_and_again_is_left_in_peace() -> None:
    calls: list[int] = []
    now = [0.0]

    def down(handler: BaseHTTPRequestHandler) -> None:
        calls.append(1)
        send(handler, b"", 500)

    with register(down) as access:
        gateway = Gateway(access, Circuit(limit=2, rest=30, clock=lambda: now[0]))
        for _ in range(5):
            with pytest.raises(SourceUnavailableError):
                ask(gateway)
        assert len(calls) == 2 * access.attempts
        now[0] = 31
        with pytest.raises(SourceUnavailableError):
            ask(gateway)
        assert len(calls) == 3 * access.attempts


def test_a_circuit_closes_again_after_a_success() -> None:
    now = [0.0]
    circuit = Circuit(limit=1, rest=10, clock=lambda: now[0])
    circuit.failed()
    assert not circuit.admits()
    now[0] = 11
    assert [circuit.admits(), circuit.admits()] == [True, True]
    circuit.failed()
    assert not circuit.admits()
    now[0] = 22
    circuit.succeeded()
    now[0] = 0
    assert circuit.admits()


def test_an_answer_that_trickles_is_given_up() -> None:
    given_up = Event()

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "1000000")
        handler.end_headers()
        with suppress(OSError):
            while not given_up.wait(0.1):
                handler.wfile.write(b" ")

    with register(trickle) as access:
        began = time.monotonic()
        with pytest.raises(SourceUnavailableError, match="暂时无法访问"):
            ask(Gateway(access))
        given_up.set()
    assert time.monotonic() - began < 20  # at this pace the whole answer takes a day


def test_an_endless_answer_is_cut_off() -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            send(handler, envelope({"hphm": "x" * (4 * LARGEST_ANSWER)}))

    with register(flood) as access, pytest.raises(SourceUnavailableError, match="无法识别"):
        ask(Gateway(access))


def test_a_dead_address_is_a_source_that_is_down() -> None:
    with pytest.raises(SourceUnavailableError, match="暂时无法访问"):
        ask(Gateway(Access("http://127.0.0.1:9", "app", b"secret", attempts=1)))


@given(st.binary())
def test_any_bytes_are_an_answer_or_a_source_that_is_down(content: bytes) -> None:
    try:
        found = read_answer(content)
    except SourceUnavailableError:
        return
    assert isinstance(found.record, dict)


@given(st.text())
def test_a_value_is_harmless_whatever_a_register_writes(text: str) -> None:
    value = harmless(text)
    assert value == harmless(value)
    assert len(value) <= LONGEST_VALUE
    assert not set(value) & {"\x00", "\n", "\u202e", "\u200b"}


@pytest.mark.parametrize("record", [{"hphm": ["沪A"]}, {"hphm": {"a": 1}}, ["沪A"], "沪A"])
def test_a_record_of_another_shape_is_no_answer(record: object) -> None:
    with pytest.raises(SourceUnavailableError, match="无法识别"):
        read_answer(envelope(record))


def test_the_rows_of_a_table_are_taken_whole_or_not_at_all() -> None:
    rows = [{"lot": f"样张路{number}\u202e", "amount": 15.5} for number in range(MOST_ROWS)]
    text = read_answer(envelope({"mx": rows})).record["mx"]
    columns = (Column(key="lot", label="路段"), Column(key="amount", label="金额"))
    read = read_rows(columns, text)
    assert len(read) == MOST_ROWS
    assert dict(read[-1]) == {"lot": f"样张路{MOST_ROWS - 1}", "amount": "15.5"}
    with pytest.raises(SourceUnavailableError, match="无法识别"):
        read_answer(envelope({"mx": [*rows, rows[0]]}))


def test_a_declining_register_does_not_speak_to_the_applicant() -> None:
    declined = json.dumps({"code": "500", "isSuccess": False, "msg": "<b>点击这里</b>"}).encode()
    with pytest.raises(SourceUnavailableError) as caught:
        read_answer(declined)
    assert "点击" not in str(caught.value)
