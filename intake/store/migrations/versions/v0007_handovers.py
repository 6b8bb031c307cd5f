"""Handovers of documents to their recipients, and the consent they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

STEPS = ("sent", "seen", "fetched", "confirmed", "refused", "expired")


def upgrade() -> None:
    """Make both tables."""
    filing = sa.ForeignKey("filings.id")
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(120), nullable=False),
        sa.Column("filing_id", sa.String(32), filing, nullable=True, index=True),
        sa.Column("recipient_mark", sa.String(64), nullable=False, index=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, index=True),
        *(sa.Column(f"{step}_at", sa.DateTime(timezone=True), nullable=True) for step in STEPS),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("kind", "ref"),
    )
    op.create_table(
        "consents",
        sa.Column("filing_id", sa.String(32), sa.ForeignKey("filings.id"), primary_key=True),
        sa.Column("agreed", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
