"""The knowledge base: entries with all their versions, what was done with them, and their links.

Entries speak of rules, not of people; only the reasons people give may name somebody, and are
sealed.
"""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from intake.store.tables.columns import EntryId, Id, Moment, metadata

knowledge_entries = Table(
    "knowledge_entries",
    metadata,
    Column("id", EntryId, primary_key=True),
    Column("origin", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("newest", Integer, nullable=False),
    Column("live", Integer, nullable=True),
    Column("pending", Integer, nullable=True),
    Column("superseded_by", String(64), nullable=False, server_default=text("''"), index=True),
    Column("opened_at", Moment, nullable=False),
)

knowledge_versions = Table(
    "knowledge_versions",
    metadata,
    Column("id", EntryId, ForeignKey("knowledge_entries.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("keywords", JSON, nullable=False),
    Column("department", String(64), nullable=False, index=True),
    Column("tags", JSON, nullable=False),
    Column("source", JSON, nullable=False),
    Column("readers", JSON, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("effective_from", Date, nullable=True),
    Column("expires", Date, nullable=True, index=True),
    Column("author", String(64), nullable=False),
    Column("reviewer", String(64), nullable=False),
    Column("changed_at", Moment, nullable=False),
)

knowledge_changes = Table(
    "knowledge_changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", EntryId, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

knowledge_acts = Table(
    "knowledge_acts",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("entry_id", EntryId, ForeignKey("knowledge_entries.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("officer", String(64), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_links = Table(
    "knowledge_links",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("entry_id", EntryId, ForeignKey("knowledge_entries.id"), nullable=False),
    Column("other_id", EntryId, ForeignKey("knowledge_entries.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("officer", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("entry_id", "other_id", "kind"),
)

knowledge_sayings = Table(
    "knowledge_sayings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("say", JSON, nullable=False),
    Column("official", JSON, nullable=False),
    Column("service", String(16), nullable=False),
    Column("audience", JSON, nullable=False),
    Column("districts", JSON, nullable=False),
    Column("officer", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("id", "version"),
)
