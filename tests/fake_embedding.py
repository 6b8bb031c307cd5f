"""An embedding's endpoint that speaks the real protocol over HTTP, and fails on demand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class FakeEmbedding:
    """What the endpoint does and what it was asked."""

    size: int = 4
    status: int = 200
    body: bytes | None = None
    """What is answered instead of vectors."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""

    def vector(self, text: str) -> list[float]:
        return [float(1 + sum(map(ord, text)) // 7**power % 7) for power in range(self.size)]

    def answer(self, texts: list[str]) -> bytes:
        rows = [{"index": at, "embedding": self.vector(text)} for at, text in enumerate(texts)]
        return json.dumps({"object": "list", "data": rows[::-1]}).encode()


class Handler(BaseHTTPRequestHandler):
    model: FakeEmbedding

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.model.asked.append(question)
        self.model.keys.append(self.headers.get("authorization", ""))
        body = self.model.answer(question["input"]) if self.model.body is None else self.model.body
        self.send_response(self.model.status if self.path.endswith("/v1/embeddings") else 404)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def serving_embedding() -> Iterator[FakeEmbedding]:
    """Yield an embedding that answers on the loopback interface until the block ends."""
    model = FakeEmbedding()
    handler = type("Bound", (Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
