"""What is fed to the approval platform: its deliveries, and the figures it is told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the figures of each filing, and the deliveries."""
    op.add_column("filings", sa.Column("figures", sa.JSON))
    op.add_column(
        "filings", sa.Column("rounds", sa.Integer, nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "deliveries",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("event_id", sa.String(32), nullable=False, index=True),
        sa.Column("filing_id", sa.String(32), nullable=False, index=True),
        sa.Column("call", sa.String(16), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("problem", sa.JSON),
        sa.Column("answer", sa.JSON),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("done_at", sa.DateTime(timezone=True)),
    )
