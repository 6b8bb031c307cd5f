"""Digests of the documents made for a filing, and quick ways to one by its check code."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column and both indexes."""
    digest = sa.Column("sha256", sa.String(64), nullable=False, server_default="")
    op.add_column("documents", digest)
    op.create_index("ix_documents_check_code", "documents", ["check_code"])
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
