"""What is made and handed over: documents, notices, templates."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from intake.store.tables.columns import Id, Moment, metadata

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

notice_batches = Table(
    "notice_batches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("office", String(32), nullable=False),
    Column("officer", String(64), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("total", Integer, nullable=False),
    Column("problem", JSON, nullable=True),
    Column("opened_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=True),
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
