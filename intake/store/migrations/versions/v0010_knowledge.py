"""The knowledge base: entries, versions, changes, acts, links."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)
WRITTEN = (
    *("id", "version", "kind", "title", "body", "questions", "keywords", "department", "tags"),
    *("source", "readers", "effective_from", "expires", "author"),
)
"""Columns of a version that never change once it was published."""


def upgrade() -> None:
    """Make the tables."""
    _entries()
    _versions()
    _keep_published()
    op.create_table(
        "knowledge_changes",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.String(64), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    _acts()
    _links()


def _entries() -> None:
    op.create_table(
        "knowledge_entries",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("newest", sa.Integer, nullable=False),
        sa.Column("live", sa.Integer, nullable=True),
        sa.Column("pending", sa.Integer, nullable=True),
        sa.Column(
            "superseded_by", sa.String(64), nullable=False, server_default=sa.text("''"), index=True
        ),
        sa.Column("opened_at", MOMENT, nullable=False),
    )


def _versions() -> None:
    entry = sa.ForeignKey("knowledge_entries.id")
    op.create_table(
        "knowledge_versions",
        sa.Column("id", sa.String(64), entry, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("keywords", sa.JSON, nullable=False),
        sa.Column("department", sa.String(64), nullable=False, index=True),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("source", sa.JSON, nullable=False),
        sa.Column("readers", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("effective_from", sa.Date, nullable=True),
        sa.Column("expires", sa.Date, nullable=True, index=True),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("reviewer", sa.String(64), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )


def _keep_published() -> None:
    """Refuse, in the database itself, to change the words of what was published."""
    event = f"UPDATE OF {', '.join(WRITTEN)}"
    when = "OLD.state NOT IN ('draft', 'review')"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION knowledge_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'published versions keep their words'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER knowledge_fixed BEFORE {event} ON knowledge_versions "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION knowledge_stands()"
        )
        return
    op.execute(
        f"CREATE TRIGGER knowledge_fixed BEFORE {event} ON knowledge_versions WHEN {when} "
        "BEGIN SELECT RAISE(ABORT, 'published versions keep their words'); END"
    )


def _acts() -> None:
    entry = sa.ForeignKey("knowledge_entries.id")
    op.create_table(
        "knowledge_acts",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("entry_id", sa.String(64), entry, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("officer", sa.String(64), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _links() -> None:
    entry, other = sa.ForeignKey("knowledge_entries.id"), sa.ForeignKey("knowledge_entries.id")
    op.create_table(
        "knowledge_links",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.String(64), entry, nullable=False),
        sa.Column("other_id", sa.String(64), other, nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("entry_id", "other_id", "kind"),
    )
