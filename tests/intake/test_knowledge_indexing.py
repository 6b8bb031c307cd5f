"""An installation's settings say whose embedding the index uses, and where vectors are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from intake.knowledge.indexing import make_index
from intake.knowledge.settings import EmbeddingSettings, VectorsIn
from intake.security.sealing import Sealer
from intake.settings import Settings
from intake.store.database import Store
from models.errors import EngineUnavailableError
from tests.fake_embedding import serving_embedding
from tests.intake.conftest import KEY
from tests.knowledge.test_index import PUBLIC, entry, found


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", Sealer(KEY))
    yield store
    store.close()


def test_the_embedding_that_comes_with_the_product_is_the_default(sqlite: Store) -> None:
    index = make_index(EmbeddingSettings(), sqlite)
    index.put([entry("a")])
    assert found(index.search("年度审验", PUBLIC)) == ["a"]


def test_an_endpoint_is_asked_by_its_model_name_where_one_is_set(sqlite: Store) -> None:
    with serving_embedding() as fake:
        told = EmbeddingSettings(url=fake.url, model="bge-m3", key=SecretStr("sk-x"), size=4)
        index = make_index(told, sqlite)
        index.put([entry("a")])
        assert found(index.search("年度审验", PUBLIC)) == ["a"]
    assert {asked["model"] for asked in fake.asked} == {"bge-m3"}
    assert set(fake.keys) == {"Bearer sk-x"}


def test_faiss_keeps_vectors_where_it_is_set(sqlite: Store) -> None:
    pytest.importorskip("faiss", reason="faiss-cpu is not installed")
    index = make_index(EmbeddingSettings(vectors=VectorsIn.FAISS), sqlite)
    index.put([entry("a")])
    assert found(index.search("年度审验", PUBLIC)) == ["a"]


def test_pgvector_without_postgresql_is_refused_with_the_remedy(sqlite: Store) -> None:
    with pytest.raises(EngineUnavailableError, match="pgvector"):
        make_index(EmbeddingSettings(vectors=VectorsIn.PGVECTOR), sqlite)


def test_an_address_without_a_model_is_refused() -> None:
    with pytest.raises(ValidationError, match="ZHIBAN_EMBEDDING_MODEL"):
        EmbeddingSettings(url="http://127.0.0.1:1/v1")


def test_environment_variables_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBAN_EMBEDDING_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("ZHIBAN_EMBEDDING_MODEL", "bge-m3")
    monkeypatch.setenv("ZHIBAN_EMBEDDING_VECTORS", "faiss")
    told = Settings().knowledge.embedding
    assert (told.model, told.vectors) == ("bge-m3", VectorsIn.FAISS)
