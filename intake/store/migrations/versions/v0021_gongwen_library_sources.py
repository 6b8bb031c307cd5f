"""Which file a document of the library was read from, so that it need not be read again."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the column, which is empty where nobody knows."""
    source = sa.Column("source", sa.String(64), nullable=False, server_default=sa.text("''"))
    op.add_column("gongwen_library", source)
    op.create_index("ix_gongwen_library_source", "gongwen_library", ["source"])
