"""The audit log: who did what to which filing, as a chain of HMAC-SM3 links.

Each link signs the one before it and its own entry, so a changed, removed or inserted row breaks
the chain; the key is not in the database. Cutting off the newest rows does not show in the chain
itself: keep the last link, which ``verify_chain`` returns, outside the database.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, text

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from models.errors import ServiceError

audit = tables.audit
LOCK = 0x5A42
"""Number of the lock on PostgreSQL; SQLite has one writer at a time anyhow."""


class ChainBrokenError(ServiceError):
    """A row of the audit log was changed, removed or inserted."""

    code = "audit_chain_broken"
    remedy = "审计日志可能被改动，请立即报告安全管理员，并保留现场。"


@dataclass(frozen=True)
class Chain:
    """A whole chain: its length and its last link."""

    length: int
    head: str


def log_action(
    session: Session, action: str, filing_id: str, facts: dict[str, Any] | None = None
) -> None:
    """Add a row; the facts must hold nothing personal."""
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    newest = select(audit.c.seq, audit.c.link).order_by(audit.c.seq.desc()).limit(1)
    last = session.connection.execute(newest).first()
    seq = last.seq + 1 if last else 1
    entry = _canonical({"action": action, "filing": filing_id, "at": now().isoformat()}, facts)
    link = _link(session, seq, entry, last.link if last else "")
    session.connection.execute(insert(audit).values(seq=seq, entry=entry, link=link))


def verify_chain(session: Session) -> Chain:
    """Return the chain if it is whole; raises ``ChainBrokenError`` naming the first bad row."""
    link, length = "", 0
    for row in session.connection.execute(select(audit).order_by(audit.c.seq)):
        length += 1
        link = _link(session, length, row.entry, link)
        if (row.seq, row.link) != (length, link):
            raise ChainBrokenError(f"审计日志第 {length} 条与签名链不符。")
    return Chain(length, link)


def _canonical(entry: dict[str, Any], facts: dict[str, Any] | None) -> str:
    whole = entry | {"facts": facts or {}}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _link(session: Session, seq: int, entry: str, before: str) -> str:
    return session.sealer.sign(f"{before}|{seq}|{entry}".encode()).hex()
