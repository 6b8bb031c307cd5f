"""The officers' desk: what filings are found by, how they were decided, and what officers did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add two columns to the filings, and the acts, which can only be added to."""
    for name, size in (("name_mark", 64), ("verdict", 16)):
        empty = sa.Column(name, sa.String(size), nullable=False, server_default=sa.text("''"))
        op.add_column("filings", empty)
        op.create_index(f"ix_filings_{name}", "filings", [name])
    op.create_table(
        "acts",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column(
            "filing_id", sa.String(32), sa.ForeignKey("filings.id"), nullable=False, index=True
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    _append_only()


def _append_only() -> None:
    """Refuse every change of a written act, in the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION acts_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'acts is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acts "
            "FOR EACH STATEMENT EXECUTE FUNCTION acts_stands()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER acts_no_{event.lower()} BEFORE {event} ON acts "
            "BEGIN SELECT RAISE(ABORT, 'acts is append-only'); END"
        )
