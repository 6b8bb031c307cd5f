"""A language model's endpoint that speaks the real protocol over HTTP, and fails on demand."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY = "sk-test-7f3a9c51d2"

Answering = Callable[[dict[str, Any]], str]
"""What was asked → what the model says."""
Completing = Callable[[dict[str, Any]], bytes]
"""What was asked → the body of a ``text_completion``."""


def completion(said: object) -> bytes:
    """The body of a ``chat.completion`` with one choice."""
    message = {"role": "assistant", "content": said}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    body = {"id": "x", "object": "chat.completion", "model": "fake", "choices": [choice]}
    return json.dumps(body, ensure_ascii=False).encode()


@dataclass
class FakeModel:
    """What the endpoint does and what it was asked."""

    answer: Answering = lambda _: "{}"
    completing: "Completing | None" = None
    """Answers what is asked at ``/completions``; without it there is no such path."""
    fault: "Fault | None" = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: Event = field(default_factory=Event)
    """Set when the test is over: whoever hangs or trickles gives up."""
    url: str = ""

    def says(self, values: object) -> None:
        """Answer every question with these values."""
        self.answer = lambda _: json.dumps(values, ensure_ascii=False)

    @property
    def words(self) -> str:
        """Everything that was ever sent, as one text."""
        return json.dumps(self.asked, ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    model: FakeModel

    def do_GET(self) -> None:
        self.send(b'{"object":"list","data":[]}' if self.path.endswith("/models") else b"", 200)

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.model.asked.append(question)
        self.model.keys.append(self.headers.get("authorization", ""))
        completing = self.model.completing if self.path == "/v1/completions" else None
        if not (completing or self.path == "/v1/chat/completions"):
            self.send(b"{}", 404)
        elif self.model.fault:
            with suppress(OSError):
                self.model.fault(self)
        elif completing:
            self.send(completing(question))
        elif question.get("stream"):
            streaming(self.model.answer(question))(self)
        else:
            self.send(completion(self.model.answer(question)))

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


Fault = Callable[[Handler], None]


@contextmanager
def serving_model(model: FakeModel | None = None) -> Iterator[FakeModel]:
    """Yield a model that answers on the loopback interface until the block ends."""
    model = model or FakeModel()
    handler = type("Bound", (Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        model.released.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


# --- faults ---------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.send(b'{"error":{"message":"no"}}', code, **headers)


def body(content: bytes) -> Fault:
    return lambda handler: handler.send(content)


def saying(text: object) -> Fault:
    return body(completion(text))


def events(words: str, *, ended: bool = True) -> bytes:
    """The events of a streamed answer, three characters each."""
    pieces = [words[at : at + 3] for at in range(0, len(words), 3)]
    chunks = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}" + "\n\n" for chunk in chunks]
    return "".join([*lines, "data: [DONE]\n\n" if ended else ""]).encode()


def streaming(words: str, *, ended: bool = True) -> Fault:
    def send(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        content = events(words, ended=ended)
        for at in range(0, len(content), 101):  # not where characters or events begin
            handler.wfile.write(content[at : at + 101])
            handler.wfile.flush()
        handler.close_connection = True

    return send


def stall_after(words: str) -> Fault:
    """Say some words, and then nothing more."""

    def send(handler: Handler) -> None:
        streaming(words, ended=False)(handler)
        handler.model.released.wait(30)

    return send


def hang(handler: Handler) -> None:
    handler.model.released.wait(30)


def trickle_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "100000")
    handler.end_headers()
    while not handler.model.released.wait(0.05):
        handler.wfile.write(b" ")


def trickle_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
    while not handler.model.released.wait(0.05):
        handler.wfile.write(b"a")
        handler.wfile.flush()


def half(handler: Handler) -> None:
    whole = completion('{"a": "1"}')
    handler.send_response(200)
    handler.send_header("content-length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[: len(whole) // 2])
    handler.close_connection = True


def drop(handler: Handler) -> None:
    handler.connection.close()


def packed_bomb(handler: Handler) -> None:
    import gzip  # noqa: PLC0415 - only this fault packs

    handler.send(gzip.compress(b" " * 50_000_000), 200, **{"content-encoding": "gzip"})


SILENT: dict[str, Fault] = {
    "too many requests": status(429),
    "server error": status(500),
    "bad gateway": status(502),
    "wrong key": status(401),
    "no such model": status(404),
    "redirect": status(307, location="http://127.0.0.1:9/v1/chat/completions"),
    "hang": hang,
    "trickling body": trickle_body,
    "trickling headers": trickle_headers,
    "half a response": half,
    "dropped": drop,
    "no HTTP": lambda handler: handler.wfile.write(b"\x00\xffhello"),
}
"""Faults after which the endpoint counts as unavailable."""

BABBLING: dict[str, Fault] = {
    "nothing": body(b""),
    "no JSON": body(b"<html>login</html>"),
    "not UTF-8": body(b'{"choices":[{"message":{"content":"\xff\xfe"}}]}'),
    "ten megabytes": body(b'{"choices":' + b" " * 10_000_000),
    "a packed bomb": packed_bomb,
    "no choices": body(b'{"choices":[]}'),
    "an error as an answer": body(b'{"error":{"message":"overloaded"}}'),
    "a refusal": saying(None),
    "a list of parts": saying([{"type": "text", "text": "{}"}]),
    "prose": saying("对不起，我看不清这张图片。"),
    "half a JSON": saying('{"a": "1'),
    "an array": saying('["1"]'),
    "deep nesting": saying('{"a":' * 20_000 + "1" + "}" * 20_000),
    "an endless number": saying('{"a": ' + "9" * 500_000 + "}"),
}
"""Faults after which the endpoint has answered, but nothing that can be used."""
