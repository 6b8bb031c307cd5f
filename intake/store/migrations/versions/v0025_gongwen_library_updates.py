"""The updates of the library, what they can be taken back by, and documents that hold no more."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the column and make the tables."""
    op.add_column("gongwen_library", sa.Column("ending", sa.LargeBinary, nullable=True))
    op.create_table(
        "gongwen_library_updates",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undoes", sa.Integer, nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "gongwen_library_before",
        sa.Column("of_update", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("title_mark", sa.String(64), nullable=False),
        sa.Column("number_mark", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("facet", sa.String(20), nullable=False),
        sa.Column("ending", sa.LargeBinary, nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=True),
    )
