"""Marks of titles and numbers, by which a document of the library is found that another cites."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

COLUMNS = ("title_mark", "number_mark")


def upgrade() -> None:
    """Add the columns, which are empty until a document is brought again."""
    for name in COLUMNS:
        column = sa.Column(name, sa.String(64), nullable=False, server_default=sa.text("''"))
        op.add_column("gongwen_library", column)
        op.create_index(f"ix_gongwen_library_{name}", "gongwen_library", [name])
