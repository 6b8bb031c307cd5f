"""Policy check-ups: what is known of firms, what came of it, and registered editions."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from intake.store.tables.columns import Id, Moment, metadata

policy_profiles = Table(
    "policy_profiles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("mark", String(64), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("opted_out", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

policy_checkups = Table(
    "policy_checkups",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("profile_id", Id, ForeignKey("policy_profiles.id"), nullable=False, index=True),
    Column("checked_on", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

policy_reminders = Table(
    "policy_reminders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("profile_id", Id, ForeignKey("policy_profiles.id"), nullable=False, index=True),
    Column("reason", String(16), nullable=False),
    Column("about", String(64), nullable=False),
    Column("due", Date, nullable=False, index=True),
    Column("told_on", Date, nullable=False),
    Column("seen_at", Moment, nullable=True),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("profile_id", "reason", "about", "due"),
)

policy_editions = Table(
    "policy_editions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("policy", String(8), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("officer", String(64), nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("policy", "number"),
)
