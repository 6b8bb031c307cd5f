"""Filings: their numbers, papers, jobs, and what officers did with them."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from intake.store.tables.columns import Id, Moment, metadata

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
