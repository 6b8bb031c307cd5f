"""Speech to text over real HTTP: segments with times, and every failure by its name."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from docgen.gongwen.speech.transcribe import SpeechAccess, transcribe
from models.errors import InvalidRequestError, ModelNonsenseError, ModelUnavailableError

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\0" * 24
HEARD = {
    "text": "各位同志，下午好。",
    "segments": [
        {"start": 0.0, "end": 1.2, "text": "各位同志，"},
        {"start": 1.2, "end": 2.5, "text": "下午好。"},
    ],
}
Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def endpoint(reply: Reply) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply(self, self.rfile.read(int(self.headers["content-length"])))

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def saying(body: bytes, status: int = 200) -> Reply:
    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def test_what_is_heard_comes_with_its_times() -> None:
    seen: list[bytes] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append(body)
        saying(json.dumps(HEARD).encode())(handler, body)

    with endpoint(reply) as url:
        told = transcribe(WAV, SpeechAccess(url, "whisper-测试", key="k"))
    assert told.text == "各位同志，下午好。"
    assert [(each.start, each.end) for each in told.segments] == [(0.0, 1.2), (1.2, 2.5)]
    assert re.search(rb'name="response_format"\r\n\r\nverbose_json', seen[0])
    assert WAV in seen[0]


def test_without_an_endpoint_the_state_is_clear() -> None:
    with pytest.raises(InvalidRequestError, match="没有配置语音转写服务"):
        transcribe(WAV, None)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\0 program", b"%PDF-1.7", b"RIFF....AVI "])
def test_what_is_no_recording_is_not_sent(data: bytes) -> None:
    with pytest.raises(InvalidRequestError, match="不是可以转写的录音"):
        transcribe(data, SpeechAccess("http://127.0.0.1:9/v1", "m"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"text": ""}',
        b'{"text": 1}',
        b'{"text":"x","segments":[{"start":-1}]}',
    ],
)
def test_nonsense_is_not_taken(body: bytes) -> None:
    with endpoint(saying(body)) as url, pytest.raises(ModelNonsenseError):
        transcribe(WAV, SpeechAccess(url, "m"))


@pytest.mark.parametrize("status", [401, 404, 413, 429, 500, 302])
def test_a_refusal_is_named(status: int) -> None:
    with endpoint(saying(b"{}", status)) as url, pytest.raises(ModelUnavailableError):
        transcribe(WAV, SpeechAccess(url, "m"))


def test_an_endpoint_that_is_silent_or_away_is_named() -> None:
    over = Event()

    def hang(_: BaseHTTPRequestHandler, __: bytes) -> None:
        over.wait(10)

    with endpoint(hang) as url, pytest.raises(ModelUnavailableError):
        transcribe(WAV, SpeechAccess(url, "m", seconds=0.3))
    over.set()
    with pytest.raises(ModelUnavailableError):
        transcribe(WAV, SpeechAccess("http://127.0.0.1:9/v1", "m"))
