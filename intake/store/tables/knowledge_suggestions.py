"""What staff decided on suggested everyday words."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from intake.store.tables.columns import Id, Moment, metadata

knowledge_suggestions = Table(
    "knowledge_suggestions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
