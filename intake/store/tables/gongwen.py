"""The drafting desk: drafts, editions of lexicons, the document library, samples."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, UniqueConstraint, text

from intake.store.tables.columns import Id, Moment, metadata

gongwen_drafts = Table(
    "gongwen_drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("changed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

gongwen_lexicons = Table(
    "gongwen_lexicons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("holder", "number"),
)

gongwen_library = Table(
    "gongwen_library",
    metadata,
    Column("id", Id, primary_key=True),
    Column("change", Integer, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", String(64), nullable=False, server_default=text("''"), index=True),
    Column("title_mark", String(64), nullable=False, server_default=text("''"), index=True),
    Column("number_mark", String(64), nullable=False, server_default=text("''"), index=True),
    Column("owner", String(64), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("facet", String(20), nullable=False, server_default=text("''")),
    Column("ending", LargeBinary, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
)

gongwen_library_turns = Table(
    "gongwen_library_turns",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(32), nullable=False),
)

gongwen_samples = Table(
    "gongwen_samples",
    metadata,
    Column("id", Id, primary_key=True),
    Column("holder", String(64), nullable=False, index=True),
    Column("owner", String(64), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

gongwen_library_updates = Table(
    "gongwen_library_updates",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("begun_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=True),
    Column("undone_at", Moment, nullable=True),
    Column("undoes", Integer, nullable=True),
    Column("sealed", LargeBinary, nullable=False),
)

gongwen_library_before = Table(
    "gongwen_library_before",
    metadata,
    Column("of_update", Integer, primary_key=True, autoincrement=False),
    Column("id", Id, primary_key=True),
    Column("change", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("title_mark", String(64), nullable=False),
    Column("number_mark", String(64), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("facet", String(20), nullable=False),
    Column("ending", LargeBinary, nullable=True),
    Column("sealed", LargeBinary, nullable=True),
)
