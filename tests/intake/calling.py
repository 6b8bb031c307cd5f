"""Call a model as a platform does: signed, in the one envelope."""

import json
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from eval.serving import serving
from intake.api import models
from intake.invocation.desk import ModelDesk
from intake.office import Office, open_office
from intake.settings import Caller, CallSettings, Settings
from prefill.sources.signing import sign

APP = "test-platform"
SECRET = "a secret of the test platform"
NARROW = "narrow-platform"
"""May call M02 alone, and three times a minute."""


def calls(**changes: Any) -> CallSettings:
    apps = {
        APP: Caller(secret=SECRET, per_minute=100_000),
        NARROW: Caller(secret=SECRET, per_minute=3, models=("M02",)),
    }
    return CallSettings(apps=apps, **changes)


def image(data: bytes, doc_type: str = "") -> dict[str, str]:
    return {"type": "base64", "content": b64encode(data).decode(), "docType": doc_type}


@dataclass(frozen=True)
class Platform:
    """A caller of the models."""

    client: httpx.Client
    app: str = APP

    def request(self, *, request_id: str = "", **data: Any) -> dict[str, Any]:
        return {
            "requestId": request_id or uuid4().hex,
            "appId": self.app,
            "timestamp": int(time.time() * 1000),
            "data": data,
        }

    def invoke(self, code: str, *, request_id: str = "", **data: Any) -> dict[str, Any]:
        return self.post(f"{code}.v1.invoke", self.request(request_id=request_id, **data))

    def batch(self, code: str, items: list[Any], *, request_id: str = "") -> dict[str, Any]:
        asked = self.request(request_id=request_id)
        del asked["data"]
        return self.post(f"{code}.v1.batch", {**asked, "items": items})

    def post(self, apiname: str, body: Any, shift: float = 0, **headers: str) -> dict[str, Any]:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = self.signed(apiname, sent, shift) | headers
        return self.send(apiname, sent, signed)

    def send(self, apiname: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        """Return the envelope; whatever happens, platforms get HTTP 200."""
        answer = self.client.post(
            f"/models/{apiname.replace('.', '/')}", content=body, headers=headers
        )
        assert answer.status_code == 200, answer.text
        envelope: dict[str, Any] = answer.json()
        assert set(envelope) == {"code", "msg", "isSuccess", "requestId", "data", "costMs"}
        assert envelope["isSuccess"] is (envelope["code"] == "200")
        return envelope

    def signed(self, apiname: str, body: bytes, shift: float = 0) -> dict[str, str]:
        headers = {
            "appid": self.app,
            "apiname": apiname,
            "timestamp": str(int((time.time() + shift) * 1000)),
            "nonce": uuid4().hex,
        }
        return headers | {"signature": sign(SECRET.encode(), headers, body)}


@contextmanager
def models_alone(settings: Settings) -> Iterator[tuple[Platform, Office]]:
    """Serve nothing but the models: a process has room for one whole service only."""
    office = open_office(settings)
    app, desk = FastAPI(), ModelDesk(office)
    app.include_router(models.router)
    app.state.office, app.state.models = office, desk
    try:
        with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield Platform(client), office
    finally:
        desk.close()
        office.close()
