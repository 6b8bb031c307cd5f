"""Conversations with the knowledge base; what was said is sealed, numbers of people hidden."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, UniqueConstraint

from intake.store.tables.columns import Id, Moment, metadata

knowledge_turns = Table(
    "knowledge_turns",
    metadata,
    Column("id", Id, ForeignKey("knowledge_questions.id"), primary_key=True),
    Column("conversation_id", Id, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("conversation_id", "number"),
)
