"""Imports into the knowledge base: what was handed in together, and each file of it."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from intake.store.tables.columns import Id, Moment, metadata

knowledge_imports = Table(
    "knowledge_imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", String(16), nullable=False, index=True),
    Column("opened_at", Moment, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_import_files = Table(
    "knowledge_import_files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("import_id", Id, ForeignKey("knowledge_imports.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("import_id", "place"),
)
