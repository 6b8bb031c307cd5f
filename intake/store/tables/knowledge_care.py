"""How the knowledge base is cared for: questions, feedback, gaps, regressions, inspection.

Nobody who asked is named. What people typed is sealed all the same: numbers of people are hidden
in it, names are not.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from intake.store.tables.columns import EntryId, Id, Moment, metadata

knowledge_questions = Table(
    "knowledge_questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("margin", Float, nullable=True),
    Column("cited", JSON, nullable=False),
    Column("nearest", JSON, nullable=False),
    Column("audience", String(32), nullable=False),
    Column("district", String(32), nullable=False),
    Column("source", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("category", String(64), nullable=False),
    Column("department", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_feedback = Table(
    "knowledge_feedback",
    metadata,
    Column("id", Id, primary_key=True),
    Column("question_id", Id, ForeignKey("knowledge_questions.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("entry", EntryId, nullable=False),
    Column("position", Integer, nullable=True),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_gaps = Table(
    "knowledge_gaps",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", String(16), nullable=False, index=True),
    Column("department", String(64), nullable=False, index=True),
    Column("due", Date, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_gap_questions = Table(
    "knowledge_gap_questions",
    metadata,
    Column("question_id", Id, ForeignKey("knowledge_questions.id"), primary_key=True),
    Column("gap_id", Id, ForeignKey("knowledge_gaps.id"), nullable=False, index=True),
)

knowledge_corrections = Table(
    "knowledge_corrections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", String(16), nullable=False, index=True),
    Column("department", String(64), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_regressions = Table(
    "knowledge_regressions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("gap_id", Id, ForeignKey("knowledge_gaps.id"), nullable=True, index=True),
    Column("entry_id", EntryId, nullable=False, index=True),
    Column("state", String(16), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_inspections = Table(
    "knowledge_inspections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entry_id", EntryId, nullable=False, index=True),
    Column("department", String(64), nullable=False, index=True),
    Column("planned_on", Date, nullable=False, index=True),
    Column("due", Date, nullable=False),
    Column("done_on", Date, nullable=True, index=True),
    Column("checked", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

knowledge_care_runs = Table(
    "knowledge_care_runs",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("counts", JSON, nullable=False),
)
