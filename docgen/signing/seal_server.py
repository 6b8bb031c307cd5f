"""A seal server, asked over HTTP in our own envelope: signed calls, bounded patience, distrust.

The calls have the shapes that ``docs/signing.md`` gives. Only the digest to be signed leaves the
house, never the document.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from docgen.signing.errors import SealNonsenseError, SealRefusedError, SealServerDownError
from docgen.signing.seals import SealState
from models.circuit import Circuit
from models.errors import SourceRefusedError, SourceUnavailableError
from prefill.sources.found import harmless
from prefill.sources.patience import Patience, PatientClient
from prefill.sources.signing import signed_headers

SEALS, SIGN = "seals", "sign"
"""Names of the two calls."""
DONE: Final = "200"
UNKNOWN: Final = "404"
"""How the code begins with which it says that it has no such seal."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SealAccess:
    """How a seal server is reached."""

    url: str
    appid: str
    secret: bytes = field(repr=False)
    timeout: float = 5
    """Seconds one attempt may take."""
    attempts: int = 2


class _Envelope(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str = Field(max_length=20)
    succeeded: bool = Field(alias="isSuccess")
    data: JsonValue = None


A = TypeVar("A", bound=BaseModel)


class SealServer:
    """A client of one seal server; safe to use from several threads."""

    def __init__(self, access: SealAccess, circuit: Circuit | None = None) -> None:
        self._access = access
        self._client = PatientClient(Patience(access.timeout, access.attempts), circuit)
        self.state = SealState.NOT_ASKED
        """How it took part when it was last asked."""

    def ask(self, call: str, question: Mapping[str, JsonValue], answer: type[A]) -> A:
        """Return the answer to one call.

        Raises ``SealServerDownError``, ``SealRefusedError`` or ``SealNonsenseError``.
        """
        told = self._data(call, self._post(call, json.dumps(question).encode()))
        try:
            found = answer.model_validate(told)
        except ValidationError as error:
            raise self.nonsense("签章服务器返回的内容无法识别，未采用。") from error
        self.state = SealState.UP
        return found

    def nonsense(self, message: str) -> SealNonsenseError:
        """Note that an answer cannot be used, and return the error that says so."""
        self.state = SealState.NONSENSE
        log.error("seal server answered nonsense", detail=message)
        return SealNonsenseError(message)

    def _post(self, call: str, body: bytes) -> bytes:
        access = self._access
        headers = partial(_headers, access.appid, access.secret, call, body)
        try:
            return self._client.post(access.url, body, headers, call)
        except SourceRefusedError as error:
            raise self._refused("签章服务器拒绝了本系统的请求。") from error
        except SourceUnavailableError as error:
            self.state = SealState.DOWN
            raise SealServerDownError("签章服务器没有在规定时间内回应，本次未签章。") from error

    def _data(self, call: str, content: bytes) -> JsonValue:
        try:
            envelope = _Envelope.model_validate_json(content)
        except ValidationError as error:
            raise self.nonsense("签章服务器返回的内容无法识别，未采用。") from error
        if envelope.code == DONE and envelope.succeeded:
            return envelope.data
        code = harmless(envelope.code)
        log.warning("seal server refused", call=call, code=code)
        if code.startswith(UNKNOWN):
            self.state = SealState.UP
            raise SealRefusedError("签章平台没有这个单位或个人的可用印章。")
        raise self._refused(f"签章服务器拒绝了本系统的请求（代码 {code}）。")

    def _refused(self, message: str) -> SealRefusedError:
        self.state = SealState.REFUSED
        return SealRefusedError(message)


def _headers(appid: str, secret: bytes, call: str, body: bytes) -> dict[str, str]:
    headers = signed_headers(appid, secret, call, body)
    return headers | {"content-type": "application/json;charset=utf-8"}
