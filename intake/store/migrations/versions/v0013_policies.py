"""Policy check-ups: profiles, check-ups, reminders, editions."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "policy_profiles",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opted_out", sa.Integer, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "policy_checkups",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("policy_profiles.id"), nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "policy_reminders",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("profile_id", sa.String(32), sa.ForeignKey("policy_profiles.id"), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("due", sa.Date, nullable=False, index=True),
        sa.Column("told_on", sa.Date, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("profile_id", "reason", "about", "due"),
    )
    op.create_index("ix_policy_reminders_profile_id", "policy_reminders", ["profile_id"])
    op.create_index("ix_policy_checkups_profile_id", "policy_checkups", ["profile_id"])
    _editions()


def _editions() -> None:
    op.create_table(
        "policy_editions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("policy", sa.String(8), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("officer", sa.String(64), nullable=False),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("policy", "number"),
    )
