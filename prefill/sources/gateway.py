"""One register behind the city's gateway: signed calls over HTTP, with bounded patience."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex
from urllib.parse import quote

from models.circuit import Circuit
from prefill.sources.found import Found, read_answer
from prefill.sources.patience import Patience, PatientClient
from prefill.sources.signing import sign


@dataclass(frozen=True)
class Access:
    """How the registers are reached."""

    url: str
    appid: str
    secret: bytes = field(repr=False)
    apinames: Mapping[str, str] = field(default_factory=dict)
    """Resource → id the platform gave its interface; a resource not named keeps its own name."""
    timeout: float = 3
    """Seconds one attempt may take."""
    attempts: int = 2


@dataclass(frozen=True)
class Purpose:
    """Why a register is asked, for its audit log."""

    reason: str
    case_no: str
    item: str = ""
    """The scenario it is asked for."""


class Gateway:
    """A client of one register; safe to use from several threads."""

    def __init__(self, access: Access, circuit: Circuit | None = None) -> None:
        self._access = access
        self._client = PatientClient(Patience(access.timeout, access.attempts), circuit)

    def find(
        self, resource: str, query: Mapping[str, str], fields: tuple[str, ...], purpose: Purpose
    ) -> Found:
        """Return the fields of the record that ``query`` names.

        Raises ``SourceUnavailableError`` when the register does not answer in time, refuses, or
        answers what is no answer.
        """
        body = json.dumps({"query": query, "fields": fields}, ensure_ascii=False).encode()
        apiname = self._access.apinames.get(resource, resource)
        headers = partial(self._headers, apiname, body, purpose)
        return read_answer(self._client.post(self._access.url, body, headers, apiname))

    def _headers(self, apiname: str, body: bytes, purpose: Purpose) -> dict[str, str]:
        headers = {
            "appid": self._access.appid,
            "apiname": apiname,
            "timestamp": str(int(time.time() * 1000)),
            "nonce": token_hex(16),
        }
        headers["signature"] = sign(self._access.secret, headers, body)
        headers["content-type"] = "application/json;charset=utf-8"
        headers["reason"] = quote(purpose.reason)
        headers["businesscode"] = quote(purpose.case_no)
        return headers
