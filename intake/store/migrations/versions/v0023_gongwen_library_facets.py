"""The collection somebody put a document of the library in, in place of what its signs tell."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the column, which is empty where nobody did."""
    facet = sa.Column("facet", sa.String(20), nullable=False, server_default=sa.text("''"))
    op.add_column("gongwen_library", facet)
