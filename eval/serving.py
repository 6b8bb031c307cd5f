"""Serve an application over real HTTP in a thread, for as long as a measurement takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import uvicorn
from fastapi import FastAPI

START_SECONDS = 60


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    listening: Event

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Yield the address at which ``app`` is served on the loopback interface.

    Raises ``TimeoutError`` when it does not start.
    """
    server = _Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical"))
    server.listening = Event()
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    if not server.listening.wait(START_SECONDS):
        raise TimeoutError("the server did not start")
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(10)
