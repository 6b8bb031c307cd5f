"""A web server that gives releases of a lexicon, and ways to give them wrong."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from docgen.gongwen.proofread.lexicon.release import Manifest, make_manifest
from models.crypto.sm2 import PrivateKey

KEY = PrivateKey.generate()
DAY = date(2026, 11, 29)
Spoil = Callable[["Answer"], None]


def table(*words: str) -> bytes:
    """Return a lexicon as CSV."""
    rows = [f"{word}误,必错,{word}" for word in words]
    return "\n".join(["词条,类型,建议", *rows]).encode()


@dataclass
class Answer:
    """What is sent to one request."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes that are promised and not sent."""


class Shop:
    """What the server gives now."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, str]] = []
        """Path and ETag of each request."""
        self.spoil: dict[str, Spoil] = {}
        """By path."""
        self.given = Event()
        """Set when a table was asked for."""
        self.release(1, "样张词甲")

    def release(self, version: int, *words: str, key: PrivateKey | None = KEY) -> Manifest:
        """Put a release out."""
        self.table = table(*words)
        self.manifest = make_manifest(self.table, f"lexicon-{version}.csv", version, DAY, key)
        return self.manifest

    def answer(self, path: str, etag: str) -> Answer:
        """Return what is sent."""
        self.asked.append((path, etag))
        if path == "/manifest.json":
            body = self.manifest.model_dump_json().encode()
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            told = Answer(b"", 304) if etag == tag else Answer(body, headers={"ETag": tag})
        else:
            self.given.set()
            there = path == f"/{self.manifest.file}"
            told = Answer(self.table) if there else Answer(b"", 404)
        spoil = self.spoil.get("/manifest.json" if path == "/manifest.json" else "table")
        if spoil:
            spoil(told)
        return told


@contextmanager
def serving_shop() -> Iterator[Shop]:
    """Serve releases on a port of this machine."""
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = shop.answer(self.path, self.headers.get("If-None-Match", ""))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body) + told.cut))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shop.url = f"http://127.0.0.1:{server.server_port}/manifest.json"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
