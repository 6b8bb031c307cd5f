"""Customers' Word templates: every version, and what was done with each, which only adds up."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create both tables; acts can only be added."""
    op.create_table(
        "templates",
        sa.Column("target", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "template_acts",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("target", sa.String(80), nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    _append_only()


def _append_only() -> None:
    """Refuse every change of a written act, in the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION template_acts_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'template_acts is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER template_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON template_acts FOR EACH STATEMENT EXECUTE FUNCTION template_acts_stands()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER template_acts_no_{event.lower()} BEFORE {event} ON template_acts "
            "BEGIN SELECT RAISE(ABORT, 'template_acts is append-only'); END"
        )
