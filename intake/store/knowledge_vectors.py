"""Vectors of the knowledge base in PostgreSQL with the extension pgvector.

Its table is no part of the migrations: SQLite has no such type, and what is in it can be made anew.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from intake.store.database import Session, Store
from knowledge.index.vector_store import Near
from models.errors import EngineUnavailableError

DOWN: Final = "向量库暂时无法访问。"
MISSING: Final = (
    "数据库不能存放向量：需要 PostgreSQL，并由管理员安装 pgvector 扩展；也可改用默认的向量存储。"
)
MOST_INDEXED: Final = 2000
"""Dimensions that pgvector can index; longer vectors are compared one by one."""


class PgVectorStore:
    """Vectors of one size, shared by all processes on the database."""

    def __init__(self, store: Store, size: int) -> None:
        """Make the table where there is none.

        Raises ``EngineUnavailableError`` where the database knows no vectors.
        """
        self._store = store
        self._table = f"knowledge_vectors_{size:d}"
        try:
            with store.write() as session:
                self._make(session, size)
        except SQLAlchemyError as error:
            raise EngineUnavailableError(MISSING) from error

    def put(self, entry: str, rows: NDArray[np.float32]) -> None:
        """Keep the vectors of an entry's passages, in place of those it had."""
        told = [
            {"entry": entry, "place": place, "vector": _literal(row)}
            for place, row in enumerate(rows)
        ]
        with self._writing() as session:
            self._forget(session, entry)
            if told:
                command = (
                    f"INSERT INTO {self._table} VALUES (:entry, :place, CAST(:vector AS vector))"  # noqa: S608 - the name is ours
                )
                session.connection.execute(text(command), told)

    def remove(self, entry: str) -> None:
        """Forget the vectors of an entry."""
        with self._writing() as session:
            self._forget(session, entry)

    def nearest(self, question: NDArray[np.float32], count: int) -> Sequence[Near]:
        """Return the passages closest to a question, the closest first."""
        command = (
            f"SELECT entry, place FROM {self._table} "  # noqa: S608 - the name is ours
            "ORDER BY vector <#> CAST(:question AS vector) LIMIT :count"
        )
        told = {"question": _literal(question), "count": count}
        try:
            with self._store.read() as session:
                rows = session.connection.execute(text(command), told)
                return tuple(Near(row.entry, row.place) for row in rows)
        except SQLAlchemyError as error:
            raise EngineUnavailableError(DOWN) from error

    def _make(self, session: Session, size: int) -> None:
        run = session.connection.execute
        run(text("CREATE EXTENSION IF NOT EXISTS vector"))
        run(
            text(
                f"CREATE TABLE IF NOT EXISTS {self._table} (entry text, place integer, "
                f"vector vector({size:d}) NOT NULL, PRIMARY KEY (entry, place))"
            )
        )
        if size <= MOST_INDEXED:
            name = f"{self._table}_by_likeness"
            how = f"ON {self._table} USING hnsw (vector vector_ip_ops)"
            run(text(f"CREATE INDEX IF NOT EXISTS {name} {how}"))

    def _forget(self, session: Session, entry: str) -> None:
        command = f"DELETE FROM {self._table} WHERE entry = :entry"  # noqa: S608 - the name is ours
        session.connection.execute(text(command), {"entry": entry})

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        try:
            with self._store.write() as session:
                yield session
        except SQLAlchemyError as error:
            raise EngineUnavailableError(DOWN) from error


def _literal(row: NDArray[np.float32]) -> str:
    """Return a vector as pgvector reads it."""
    return f"[{','.join(str(float(number)) for number in row)}]"
