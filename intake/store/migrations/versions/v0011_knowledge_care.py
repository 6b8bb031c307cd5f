"""Care of the knowledge base: questions, feedback, gaps, regressions, inspection."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _questions()
    _feedback()
    _gaps()
    _corrections()
    _regressions()
    _inspections()
    op.create_table(
        "knowledge_care_runs",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
    )


def _questions() -> None:
    op.create_table(
        "knowledge_questions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("margin", sa.Float, nullable=True),
        sa.Column("cited", sa.JSON, nullable=False),
        sa.Column("nearest", sa.JSON, nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("district", sa.String(32), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("category", sa.String(64), nullable=False),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _feedback() -> None:
    question = sa.ForeignKey("knowledge_questions.id")
    op.create_table(
        "knowledge_feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("question_id", sa.String(32), question, nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False, index=True),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _gaps() -> None:
    question, gap = sa.ForeignKey("knowledge_questions.id"), sa.ForeignKey("knowledge_gaps.id")
    op.create_table(
        "knowledge_gaps",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("department", sa.String(64), nullable=False, index=True),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "knowledge_gap_questions",
        sa.Column("question_id", sa.String(32), question, primary_key=True),
        sa.Column("gap_id", sa.String(32), gap, nullable=False, index=True),
    )


def _corrections() -> None:
    op.create_table(
        "knowledge_corrections",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("department", sa.String(64), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _regressions() -> None:
    gap = sa.ForeignKey("knowledge_gaps.id")
    op.create_table(
        "knowledge_regressions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("gap_id", sa.String(32), gap, nullable=True, index=True),
        sa.Column("entry_id", sa.String(64), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _inspections() -> None:
    op.create_table(
        "knowledge_inspections",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("entry_id", sa.String(64), nullable=False, index=True),
        sa.Column("department", sa.String(64), nullable=False, index=True),
        sa.Column("planned_on", sa.Date, nullable=False, index=True),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("done_on", sa.Date, nullable=True, index=True),
        sa.Column("checked", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
