"""Open the database, bring its tables up to date, and hand out transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from intake.security.sealing import Sealer

MIGRATIONS = Path(__file__).parent / "migrations"
WRITING = "zhiban_writing"
"""Execution option of a transaction that will write."""
BUSY_SECONDS = 30
"""How long a writer waits for another one on SQLite."""


@dataclass(frozen=True)
class Session:
    """One transaction, and the seal for what is personal in it."""

    connection: Connection
    sealer: Sealer
    writes: bool = False
    """True where a filing that is read will be written: no other writer comes between."""


class Store:
    """The database of one installation: SQLite by default, PostgreSQL by its URL."""

    def __init__(self, url: str, sealer: Sealer) -> None:
        self.sealer = sealer
        self._engine = _open(url)
        _migrate(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view; nothing written in it stays."""
        with self._engine.connect() as connection:
            yield Session(connection, self.sealer)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: kept whole when the block ends, undone whole when it raises."""
        options = {WRITING: True}
        with self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield Session(connection, self.sealer, writes=True)

    def alive(self) -> bool:
        """Tell whether the database answers."""
        try:
            with self.read() as session:
                session.connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()


def _open(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    """Readers never wait for the writer (WAL); a commit is on the disk when it returns."""
    connection.isolation_level = None  # type: ignore[attr-defined] # we begin ourselves
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: a lock taken half-way can fail instead of waiting."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _migrate(engine: Engine) -> None:
    # Alembic is slow to import and needed once per start.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
