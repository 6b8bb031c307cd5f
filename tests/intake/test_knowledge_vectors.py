"""Vectors in PostgreSQL are found by likeness; a database that knows none says so."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from intake.security.sealing import Sealer
from intake.store.database import Store
from intake.store.knowledge_vectors import PgVectorStore
from knowledge.index.vector_store import Near
from models.errors import EngineUnavailableError
from tests.intake.databases import postgresql

KEY = b"k" * 32
ROWS = np.eye(3, dtype=np.float32)


@pytest.fixture(scope="module")
def database() -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="zb") as folder, postgresql(Path(folder)) as url:
        store = Store(url, Sealer(KEY))
        yield store
        store.close()


def knows_vectors(store: Store) -> bool:
    command = "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"
    with store.read() as session:
        return bool(session.connection.execute(text(command)).scalar())


@pytest.fixture
def vectors(database: Store) -> PgVectorStore:
    if not knows_vectors(database):
        pytest.skip("this PostgreSQL has no pgvector; put one that has it first on PATH")
    return PgVectorStore(database, 3)


def test_the_nearest_are_found_and_the_removed_are_not(vectors: PgVectorStore) -> None:
    vectors.put("a", ROWS[:2])
    vectors.put("b", ROWS[2:])
    assert vectors.nearest(ROWS[1], 1) == (Near("a", 1),)
    vectors.put("a", ROWS[:1])
    assert set(vectors.nearest(ROWS[1], 9)) == {Near("a", 0), Near("b", 0)}
    vectors.remove("a")
    vectors.remove("nobody")
    assert vectors.nearest(ROWS[1], 9) == (Near("b", 0),)
    vectors.put("b", ROWS[:0])
    assert vectors.nearest(ROWS[1], 9) == ()


def test_processes_share_the_table(vectors: PgVectorStore, database: Store) -> None:
    vectors.put("a", ROWS[:1])
    assert Near("a", 0) in PgVectorStore(database, 3).nearest(ROWS[0], 9)


def test_a_table_that_is_gone_is_named(vectors: PgVectorStore, database: Store) -> None:
    with database.write() as session:
        session.connection.execute(text("DROP TABLE knowledge_vectors_3"))
    for act in (
        lambda: vectors.nearest(ROWS[0], 1),
        lambda: vectors.remove("a"),
        lambda: vectors.put("a", ROWS[:1]),
    ):
        with pytest.raises(EngineUnavailableError, match="向量库"):
            act()


def test_a_database_without_vectors_names_the_remedy(database: Store) -> None:
    if knows_vectors(database):
        pytest.skip("this PostgreSQL has pgvector")
    with pytest.raises(EngineUnavailableError, match="pgvector"):
        PgVectorStore(database, 3)


def test_sqlite_names_the_remedy(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", Sealer(KEY))
    with pytest.raises(EngineUnavailableError, match="pgvector") as told:
        PgVectorStore(store, 3)
    assert isinstance(told.value.__cause__, SQLAlchemyError)
    store.close()
