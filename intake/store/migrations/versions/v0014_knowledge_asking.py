"""Conversations with the knowledge base."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    question = sa.ForeignKey("knowledge_questions.id")
    op.create_table(
        "knowledge_turns",
        sa.Column("id", sa.String(32), question, primary_key=True),
        sa.Column("conversation_id", sa.String(32), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("conversation_id", "number"),
    )
