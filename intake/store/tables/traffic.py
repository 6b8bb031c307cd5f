"""What comes and goes: requests, events, deliveries, calls, and the audit log of it all."""

from sqlalchemy import JSON, Column, Date, Index, Integer, LargeBinary, String, Table

from intake.store.tables.columns import Id, Moment, metadata

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("route", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("holder", String(120), nullable=False),
    Column("claimed_at", Moment, nullable=False),
    Column("status", Integer, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("type", String(80), nullable=False),
    Column("subject", Id, nullable=False),
    Column("time", Moment, nullable=False),
    Column("data", JSON, nullable=False),
    Column("delivered_at", Moment, nullable=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("event_id", Id, nullable=False, index=True),
    Column("filing_id", Id, nullable=False, index=True),
    Column("call", String(16), nullable=False),
    Column("about", String(64), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("holder", String(64), nullable=False),
    Column("problem", JSON, nullable=True),
    Column("answer", JSON, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("done_at", Moment, nullable=True),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("app", String(64), nullable=False),
    Column("model", String(8), nullable=False),
    Column("version", String(16), nullable=False),
    Column("code", String(8), nullable=False),
    Column("cost_ms", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
)
Index("model_calls_by_day", model_calls.c.day, model_calls.c.model)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entry", String, nullable=False),
    Column("link", String(64), nullable=False),
)
