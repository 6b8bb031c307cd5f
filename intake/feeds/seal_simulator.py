"""A simulated seal server: it keeps test keys and signs the digests it is sent.

``POST /seals`` with the headers of the city's gateway and the apiname ``seals`` or ``sign``; it
fails as ``PUT /control/seals`` tells it. Its seals are the test authority's, and say so.
"""

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from asn1crypto.x509 import Certificate
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docgen.signing.authority import open_authority
from docgen.signing.kept import OWNER, kept_signer
from docgen.signing.seal_server import SEALS, SIGN
from docgen.signing.seals import Sealed, made_for_test
from docgen.signing.signer import SoftwareSigner
from intake.feeds.desk import Desk, envelope
from intake.feeds.faults import Fault
from intake.security.guard import Guard, RefusedError

PLATFORM: Final = "seals"
"""Its name among the platforms."""
DIGEST_BYTES: Final = 32


class _Owner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    uscc: str = Field(pattern=f"^{OWNER.pattern}$")
    name: str = Field(min_length=1, max_length=200)
    signer: str = ""


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    seal: str = Field(alias="sealId")
    number: str = Field(alias="certSn")
    p1: str


class SealPlatform:
    """Answers the calls of a seal server, or fails as it was told."""

    def __init__(self, guard: Guard, desk: Desk, folder: Path) -> None:
        self._guard, self._desk, self._folder = guard, desk, folder
        self._names: dict[str, str] = {}
        self._calls: dict[str, Callable[[bytes], Any]] = {SEALS: self._seals, SIGN: self._sign}

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        body = await request.body()
        try:
            self._guard.admit(request.headers, body)
            interfered = await self._desk.interfere(PLATFORM)
            if interfered:
                return interfered
            return envelope("200", "", self._answered(request.headers["apiname"], body))
        except RefusedError as refusal:
            return envelope(refusal.code, str(refusal))

    def _answered(self, name: str, body: bytes) -> Any:  # noqa: ANN401 - JSON
        if name not in self._calls:
            raise RefusedError("404001", "接口不存在")
        try:
            answer = self._calls[name](body)
        except (ValidationError, binascii.Error) as error:
            raise RefusedError("400001", "请求参数不合法") from error
        self._desk.audit.append({"apiname": name, "body": body.decode()})
        return answer

    def _seals(self, body: bytes) -> Any:  # noqa: ANN401 - JSON
        owner = _Owner.model_validate_json(body)
        self._names[owner.uscc] = owner.name
        signer = self._signer(owner.uscc)
        sealed = made_for_test(open_authority(self._folder), signer, owner.name)
        return {"seals": [_offer(owner.uscc, sealed)]}

    def _sign(self, body: bytes) -> Any:  # noqa: ANN401 - JSON
        asked = _Asked.model_validate_json(body)
        if asked.seal not in self._names:
            raise RefusedError("404002", "印章不存在")
        digest = base64.b64decode(asked.p1, validate=True)
        if len(digest) != DIGEST_BYTES:
            raise RefusedError("400001", "请求参数不合法")
        if self._desk.fault(PLATFORM) is Fault.WRONG_SIGNATURE:
            digest = digest[::-1]
        return {"p1": _text(self._signer(asked.seal).key.sign_digest(digest))}

    def _signer(self, owner: str) -> SoftwareSigner:
        return kept_signer(open_authority(self._folder), owner, self._names[owner])


def seal_router(
    appid: str, secret: bytes, clock: Callable[[], float], desk: Desk, folder: Path
) -> APIRouter:
    """Return the route of a simulated seal server whose keys lie in a folder."""
    platform = SealPlatform(Guard({appid: secret}, clock), desk, folder)
    router = APIRouter()

    @router.post("")
    async def ask(request: Request) -> Response:
        return await platform.answer(request)

    return router


def _offer(uscc: str, sealed: Sealed) -> dict[str, Any]:
    signer = sealed.signer
    number = Certificate.load(signer.certificate).serial_number
    return {
        "sealId": uscc,
        "name": sealed.seal.owner,
        "image": _text(sealed.seal.png),
        "certSn": f"{number:X}",
        "certificate": _text(signer.certificate),
        "chain": [_text(each) for each in signer.chain],
        "esl": _text(sealed.electronic),
    }


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
