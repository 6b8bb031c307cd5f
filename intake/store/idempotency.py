"""Answers kept by Idempotency-Key, so that a request sent again is answered, not done, again.

A claim belongs to the running process. One left by a process that is gone may be taken over:
the work and its answer are written in one transaction, so either both stand or neither.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, JsonValue
from sqlalchemy import ColumnElement, delete, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import BusyError, ReusedKeyError

rows = tables.idempotency
KEPT = timedelta(days=2)
"""How long an answer is kept."""
ABANDONED = timedelta(minutes=10)
"""After so long, a claim of another process is taken to be left behind."""


@dataclass(frozen=True)
class Claim:
    """One request under a key: where it goes, what it says, and which process works on it."""

    key: str
    route: str
    fingerprint: str
    executor: str
    boot: str
    """Different after every start of the executor."""

    @property
    def holder(self) -> str:
        """Who works on it."""
        return f"{self.executor}/{self.boot}"

    def lives(self, holder: str, since: datetime) -> bool:
        """Tell whether the claim another holder made still stands."""
        executor = holder.rpartition("/")[0]
        replaced = executor == self.executor and holder != self.holder
        return not replaced and now() - since < ABANDONED


class Answer(BaseModel):
    """What a request was answered."""

    status: int
    body: JsonValue
    headers: dict[str, str] = {}
    job: str = ""
    """The job to start once the answer is kept; empty when there is none."""
    filing: str = ""
    """The filing of the job."""


def claim_key(session: Session, claim: Claim) -> Answer | None:
    """Return the kept answer, or None after claiming the key for this request.

    Raises:
        ReusedKeyError: The key was used for another request.
        BusyError: The same request is still being worked on.
    """
    session.connection.execute(delete(rows).where(rows.c.claimed_at < now() - KEPT))
    row = session.connection.execute(select(rows).where(_named(claim))).mappings().first()
    if row is None:
        session.connection.execute(insert(rows).values(**_columns(claim, now())))
        return None
    if row["fingerprint"] != claim.fingerprint:
        raise ReusedKeyError("这个 Idempotency-Key 已用于另一个请求。")
    if row["sealed"] is not None:
        return Answer.model_validate_json(session.sealer.open(row["sealed"], _place(claim)))
    if claim.lives(row["holder"], row["claimed_at"]):
        raise BusyError("相同的请求正在处理。")
    session.connection.execute(
        update(rows).where(_named(claim)).values(holder=claim.holder, claimed_at=now())
    )
    return None


def keep_answer(session: Session, claim: Claim, answer: Answer) -> None:
    """Keep what the request was answered, in the transaction of its work."""
    sealed = session.sealer.seal(answer.model_dump_json().encode(), _place(claim))
    change = update(rows).where(_named(claim))
    session.connection.execute(change.values(status=answer.status, sealed=sealed))


def release_key(session: Session, claim: Claim) -> None:
    """Give a claim back after the work failed, so that it can be tried again."""
    unanswered = _named(claim) & rows.c.sealed.is_(None)
    session.connection.execute(delete(rows).where(unanswered))


def _named(claim: Claim) -> ColumnElement[bool]:
    return (rows.c.key == claim.key) & (rows.c.route == claim.route)


def _columns(claim: Claim, moment: datetime) -> dict[str, object]:
    return {
        "key": claim.key,
        "route": claim.route,
        "fingerprint": claim.fingerprint,
        "holder": claim.holder,
        "claimed_at": moment,
    }


def _place(claim: Claim) -> str:
    return f"idempotency/{claim.route}/{claim.key}"
