"""The city's licence library, as who uses licences calls it: in sessions, saying who and why."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar

from models.circuit import Circuit
from models.errors import SourceUnavailableError
from prefill.sources.found import REFUSED
from prefill.sources.gateway import Purpose
from prefill.sources.licence_answers import (
    Certificate,
    Face,
    SessionEndedError,
    Verdict,
    read_certificates,
    read_face,
    read_picture,
    read_session,
    read_verdict,
)
from prefill.sources.patience import Patience, PatientClient

T = TypeVar("T")

PERSON, FIRM = "居民身份证", "统一社会信用代码"
"""Kinds of number a holder is asked for by."""
PATHS: Final[Mapping[str, str]] = {
    "login": "/cert/usage/login.do",
    "query": "/cert/usage/secQueryCertBaseData.do",
    "face": "/cert/usage/getCertFaceData.do",
    "verify": "/cert/usage/verifyCert.do",
    "thumbnail": "/cert/usage/getCertThumbnail.do",
}
"""Addresses of the calls: login, query and thumbnail SOURCED[R57]; face and verify are our own
design in their style."""
JSON_HEADERS: Final = {"content-type": "application/json;charset=utf-8"}


@dataclass(frozen=True)
class LibraryAccess:
    """How the licence library is reached, and as whom it is used."""

    url: str
    account: str
    password: str = field(repr=False)
    organisation: str = "智办"
    user: str = "zhiban"
    paths: Mapping[str, str] = field(default_factory=lambda: PATHS)
    timeout: float = 3
    """Seconds one attempt may take."""
    attempts: int = 2


class LicenceLibrary:
    """A client of the library; safe to use from several threads, which share one session."""

    def __init__(self, access: LibraryAccess, circuit: Circuit | None = None) -> None:
        self._access = access
        self._client = PatientClient(Patience(access.timeout, access.attempts), circuit)
        self._lock = Lock()
        self._session = ""

    def query(self, holder: str, purpose: Purpose) -> tuple[Certificate, ...]:
        """Return every licence of a person or firm, asked for by the holder's number.

        This call and all others raise ``SourceUnavailableError`` when the library does not answer
        in time, refuses, or answers what is no answer.
        """
        asked = {"holderType": FIRM if holder[:1] == "9" else PERSON, "holderCode": holder}
        return self._use("query", asked, purpose, read_certificates)

    def face(self, certificate: str, purpose: Purpose) -> Face:
        """Return what stands on a licence."""
        return self._use("face", {"certUuid": certificate}, purpose, read_face)

    def verify(self, certificate: str, purpose: Purpose) -> Verdict:
        """Return whether a licence holds today."""
        return self._use("verify", {"certUuid": certificate}, purpose, read_verdict)

    def thumbnail(self, certificate: str, purpose: Purpose) -> bytes:
        """Return a small picture of a licence, PNG or JPEG."""
        return self._use("thumbnail", {"certUuid": certificate, "n": "s"}, purpose, read_picture)

    def _use(
        self,
        call: str,
        asked: Mapping[str, str],
        purpose: Purpose,
        read: Callable[[bytes], T],
    ) -> T:
        """Call within a session; one that has ended meanwhile is renewed once."""
        session = self._open()
        try:
            return read(self._post(call, {**self._usage(session, purpose), **asked}))
        except SessionEndedError:
            session = self._open(ended=session)
        try:
            return read(self._post(call, {**self._usage(session, purpose), **asked}))
        except SessionEndedError as error:
            raise SourceUnavailableError(REFUSED) from error

    def _open(self, ended: str = "") -> str:
        """Return the session all threads share, a new one if there is none or it is the ended."""
        with self._lock:
            if self._session in {"", ended}:
                named = {"account": self._access.account, "password": self._access.password}
                try:
                    self._session = read_session(self._post("login", named)).id
                except SessionEndedError as error:
                    raise SourceUnavailableError(REFUSED) from error
            return self._session

    def _usage(self, session: str, purpose: Purpose) -> dict[str, str]:
        return {
            "sessionId": session,
            "orgName": self._access.organisation,
            "username": self._access.user,
            "itemName": purpose.item,
            "itemCode": purpose.item,
            "businessCode": purpose.case_no,
            "useReason": purpose.reason,
        }

    def _post(self, call: str, words: Mapping[str, str]) -> bytes:
        body = json.dumps(words, ensure_ascii=False).encode()
        url = self._access.url.rstrip("/") + self._access.paths[call]
        return self._client.post(url, body, lambda: JSON_HEADERS, call)
