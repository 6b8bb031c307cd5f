"""The drafting desk: drafts of official documents."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from intake.store.tables.columns import Id, Moment, metadata

gongwen_drafts = Table(
    "gongwen_drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("changed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
