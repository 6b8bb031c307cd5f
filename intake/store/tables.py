"""The tables; what is personal lies in the ``sealed`` columns, which only ``Session`` opens.

The migrations make the same tables; a test compares the two.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept as UTC also where the database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone to UTC."""
        del dialect
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back to what was stored without."""
        del dialect
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


Id = String(32)

metadata = MetaData()

numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

filings = Table(
    "filings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_no", String(24), nullable=False, unique=True),
    Column("scenario", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("subject_mark", String(64), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("figures", JSON, nullable=True),
    Column("rounds", Integer, nullable=False, server_default=text("0")),
    Column("name_mark", String(64), nullable=False, server_default=text("''"), index=True),
    Column("verdict", String(16), nullable=False, server_default=text("''"), index=True),
)

papers = Table(
    "papers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("filing_id", Id, ForeignKey("filings.id"), nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("stage", String(16), nullable=False),
    Column("papers", JSON, nullable=False),
    Column("problem", JSON, nullable=True),
    Column("revision", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("job_id", Id, ForeignKey("jobs.id"), nullable=False, index=True),
    Column("step", String(16), nullable=False),
    Column("paper_id", String(32), nullable=False),
    Column("event", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)
FINISHED = journal.c.event == "finished"
Index(
    "journal_finished_once",
    journal.c.job_id,
    journal.c.step,
    journal.c.paper_id,
    unique=True,
    sqlite_where=FINISHED,
    postgresql_where=FINISHED,
)

documents = Table(
    "documents",
    metadata,
    Column("filing_id", Id, ForeignKey("filings.id"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("size", Integer, nullable=False),
    Column("check_code", String(64), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False, server_default=text("''"), index=True),
)

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

acts = Table(
    "acts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("filing_id", Id, ForeignKey("filings.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

notice_numbers = Table(
    "notice_numbers",
    metadata,
    Column("office", String(32), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("office", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String(64), nullable=False, unique=True),
    Column("filing_id", Id, ForeignKey("filings.id"), nullable=True, index=True),
    Column("batch_id", Id, nullable=True, index=True),
    Column("recipient_mark", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("check_code", String(64), nullable=True, unique=True),
    Column("officer", String(64), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=True),
    Column("issued_at", Moment, nullable=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("sealed_void", LargeBinary, nullable=True),
    UniqueConstraint("office", "kind", "year", "serial"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("ref", String(120), nullable=False),
    Column("filing_id", Id, ForeignKey("filings.id"), nullable=True, index=True),
    Column("recipient_mark", String(64), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False, index=True),
    Column("sent_at", Moment, nullable=True),
    Column("seen_at", Moment, nullable=True),
    Column("fetched_at", Moment, nullable=True),
    Column("confirmed_at", Moment, nullable=True),
    Column("refused_at", Moment, nullable=True),
    Column("expired_at", Moment, nullable=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("kind", "ref"),
)

consents = Table(
    "consents",
    metadata,
    Column("filing_id", Id, ForeignKey("filings.id"), primary_key=True),
    Column("agreed", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

templates = Table(
    "templates",
    metadata,
    Column("target", String(80), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

template_acts = Table(
    "template_acts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("target", String(80), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
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
