"""The notices an office issues, and how far each series of their numbers has been counted."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

FIXED = ("id", "office", "kind", "year", "serial", "number", "sealed", "opened_at")
"""Columns of a notice that never change once it has its number."""


def upgrade() -> None:
    """Make both tables; a notice can be voided, never removed or given another number."""
    op.create_table(
        "notice_numbers",
        sa.Column("office", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("office", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("number", sa.String(64), nullable=False, unique=True),
        sa.Column("filing_id", sa.String(32), sa.ForeignKey("filings.id"), index=True),
        sa.Column("batch_id", sa.String(32), index=True),
        sa.Column("recipient_mark", sa.String(64), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("check_code", sa.String(64), unique=True),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True)),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("sealed_void", sa.LargeBinary),
        sa.UniqueConstraint("office", "kind", "year", "serial"),
    )
    _keep_numbers()


def _keep_numbers() -> None:
    """Refuse, in the database itself, to remove a notice or to change what it is."""
    fixed = ", ".join(FIXED)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION notices_stand() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'notices keep their numbers'; END $$"
        )
        for name, event in (("kept", "DELETE OR TRUNCATE"), ("fixed", f"UPDATE OF {fixed}")):
            op.execute(
                f"CREATE TRIGGER notices_{name} BEFORE {event} ON notices "
                "FOR EACH STATEMENT EXECUTE FUNCTION notices_stand()"
            )
        return
    for name, event in (("kept", "DELETE"), ("fixed", f"UPDATE OF {fixed}")):
        op.execute(
            f"CREATE TRIGGER notices_{name} BEFORE {event} ON notices "
            "BEGIN SELECT RAISE(ABORT, 'notices keep their numbers'); END"
        )
