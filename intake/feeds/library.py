"""The simulated licence library: sessions, who holds what, faces, states and thumbnails."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from secrets import token_hex
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from intake.feeds.drawing import draw_thumbnail
from intake.feeds.faults import Fault
from intake.feeds.population.maker import Facts
from intake.feeds.population.paths import at, written
from intake.feeds.served import Licence, Things
from intake.security.guard import RefusedError

SESSION_SECONDS: Final = 1800
BROKEN: Final = "另"
LONG_AGO: Final = "2020-01-01"


class Login(BaseModel):
    """What opens a session."""

    model_config = ConfigDict(extra="forbid")

    account: str
    password: str


class Usage(BaseModel):
    """What every other call carries: the session, who asks, for which matter and case."""

    session: str = Field(alias="sessionId", min_length=1)
    organisation: str = Field(alias="orgName", min_length=1)
    user: str = Field(alias="username", min_length=1)
    item: str = Field(alias="itemName")
    item_code: str = Field(alias="itemCode")
    case: str = Field(alias="businessCode")
    reason: str = Field(alias="useReason", min_length=1)
    holder_type: str = Field(default="", alias="holderType")
    holder: str = Field(default="", alias="holderCode")
    certificate: str = Field(default="", alias="certUuid")


class Library:
    """Every licence of a population, by holder and by certificate."""

    def __init__(
        self,
        licences: Sequence[Licence],
        things: Things,
        accounts: Mapping[str, str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Know the licences, and the accounts by their passwords."""
        self._accounts, self._clock = accounts, clock
        self._sessions: dict[str, float] = {}
        self._by_holder: dict[str, list[str]] = {}
        self._certificates: dict[str, _Certificate] = {}
        for licence in licences:
            for facts in things.get(licence.of, ()):
                self._add(_Certificate(licence, facts))

    def login(self, login: Login) -> dict[str, Any]:
        """Open a session; raises ``RefusedError``."""
        if self._accounts.get(login.account) != login.password:
            raise RefusedError("403001", "账号或密码错误")
        session = token_hex(16)
        self._sessions[session] = self._clock() + SESSION_SECONDS
        return {"sessionId": session}

    def end_sessions(self) -> None:
        """Let every session have expired."""
        self._sessions.clear()

    def query(self, usage: Usage, fault: Fault) -> list[dict[str, Any]]:
        """Return what a holder has; raises ``RefusedError`` without a session."""
        self._admit(usage)
        names = self._by_holder.get(usage.holder, [])
        if fault is Fault.WRONG_SUBJECT:
            names = next(each for holder, each in self._by_holder.items() if holder != usage.holder)
        return [self._certificates[name].base() for name in names]

    def face(self, usage: Usage, fault: Fault, as_of: date) -> dict[str, Any]:
        """Return what stands on a certificate; raises ``RefusedError`` when there is none."""
        face = self._certificate(usage).face()
        if fault is Fault.CONTRADICTING:
            face = {word: _other(text) for word, text in face.items()}
        base = self._certificate(usage).base()
        return {**base, "data": face, "asOf": as_of.isoformat()}

    def verify(self, usage: Usage, today: date) -> dict[str, Any]:
        """Return whether a certificate holds today, and if not, why."""
        return self._certificate(usage).verdict(today)

    def thumbnail(self, usage: Usage) -> bytes:
        """Return a small picture of a certificate (PNG)."""
        return draw_thumbnail(self._certificate(usage).title)

    def _add(self, certificate: "_Certificate") -> None:
        if certificate.holder and certificate.number:
            self._certificates[certificate.uuid] = certificate
            self._by_holder.setdefault(certificate.holder, []).append(certificate.uuid)

    def _admit(self, usage: Usage) -> None:
        if self._sessions.get(usage.session, 0) <= self._clock():
            raise RefusedError("401002", "会话已失效")

    def _certificate(self, usage: Usage) -> "_Certificate":
        self._admit(usage)
        if usage.certificate not in self._certificates:
            raise RefusedError("404001", "证照不存在")
        return self._certificates[usage.certificate]


class _Certificate:
    def __init__(self, licence: Licence, facts: Facts) -> None:
        self._licence, self._facts = licence, facts
        self.title = licence.title
        self.holder = written(at(facts, licence.holder))
        self.number = written(at(facts, licence.number))
        named = f"{licence.kind}:{self.holder}:{self.number}"
        self.uuid = sha256(named.encode()).hexdigest()[:32]

    def base(self) -> dict[str, Any]:
        return {
            "certUuid": self.uuid,
            "catMainCode": self._licence.kind,
            "certName": self.title,
            "certCode": self.number,
            "holderCode": self.holder,
        }

    def face(self) -> dict[str, str]:
        says: dict[str, str] = self._facts.get("says", {}).get(self._licence.kind, {})
        fields = self._licence.fields.items()
        return {word: written(at(self._facts, path)) for word, path in fields} | says

    def verdict(self, today: date) -> dict[str, Any]:
        status = written(at(self._facts, self._licence.status)) or "有效"
        until = written(at(self._facts, self._licence.valid_to))
        if status == "有效" and until[:1].isdigit() and until < today.isoformat():
            status = "过期"
        reason = f"有效期至{until}" if status == "过期" else ""
        return {"valid": status == "有效", "status": status, "reason": reason}


def _other(text: str) -> str:
    if text[:4].isdigit() and text[4:5] == "-":
        return LONG_AGO
    return f"{BROKEN}{text}" if text else ""
