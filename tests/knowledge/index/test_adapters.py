"""The index works with the libraries and endpoints an installation may choose."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embedding.encoder import default_encoder
from knowledge.embedding.endpoint import EndpointEncoder
from knowledge.index.faiss_store import FaissStore
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from knowledge.index.vector_store import Near
from knowledge.retrieval.llamaindex import make_retriever
from models.errors import EngineUnavailableError, ModelNonsenseError, ModelUnavailableError
from models.llm import ModelAccess
from tests.fake_embedding import FakeEmbedding, serving_embedding
from tests.knowledge.test_index import PUBLIC, entry, found

MEANINGS = {"买菜": (1, 0, 0), "农贸市场": (0.9, 0.1, 0), "船舶": (0, 0, 1)}


class Meanings:
    """An embedding that knows three words."""

    size, name = 3, "meanings"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [
            next((vector for word, vector in MEANINGS.items() if word in text), (0, 0, 0))
            for text in texts
        ]
        return np.array(rows, np.float32)


@pytest.fixture
def faiss_store() -> FaissStore:
    pytest.importorskip("faiss", reason="faiss-cpu is not installed")
    return FaissStore(3)


def test_faiss_finds_the_nearest_and_forgets_the_removed(faiss_store: FaissStore) -> None:
    rows = np.eye(3, dtype=np.float32)
    faiss_store.put("a", rows[:2])
    faiss_store.put("b", rows[2:])
    assert faiss_store.nearest(rows[1], 1) == (Near("a", 1),)
    faiss_store.put("a", rows[:1])
    assert set(faiss_store.nearest(rows[1], 9)) == {Near("a", 0), Near("b", 0)}
    faiss_store.remove("a")
    faiss_store.remove("nobody")
    assert faiss_store.nearest(rows[1], 9) == (Near("b", 0),)


def test_with_faiss_a_passage_is_found_that_shares_no_word(
    faiss_store: FaissStore, tmp_path: Any
) -> None:
    index = Index(Meanings(), store=faiss_store)
    index.put([entry("a", "农贸市场。", title="甲"), entry("b", "船舶。", title="乙")])
    assert found(index.search("买菜", PUBLIC))[0] == "a"
    assert found(Index(Meanings()).search("买菜", PUBLIC)) == []
    index.save(Folder(tmp_path / "i"), change=1)
    opened = Index(Meanings(), store=FaissStore(3))
    opened.load(Folder(tmp_path / "i"))
    assert found(opened.search("买菜", PUBLIC))[0] == "a"
    opened.remove("a")
    assert "a" not in found(opened.search("买菜", PUBLIC))


def test_what_a_store_proposes_is_held_against_readers_and_what_is_left(
    faiss_store: FaissStore,
) -> None:
    index = Index(Meanings(), store=faiss_store)
    index.put([entry("a", "农贸市场。", title="甲", readers=("交通科",))])
    faiss_store.put("gone", np.eye(3, dtype=np.float32)[:1])
    assert found(index.search("买菜", PUBLIC)) == []


def test_llamaindex_asks_the_index() -> None:
    pytest.importorskip("llama_index.core", reason="llama-index-core is not installed")
    index = Index(default_encoder())
    index.put([entry("a"), entry("b", "船舶营业运输证。", readers=("交通科",))])
    retriever = make_retriever(index, lambda: PUBLIC)
    (node,) = retriever.retrieve("年度审验")
    assert (node.node.node_id, node.node.get_content()) == ("a/1/0", "年度审验到窗口办理。")
    assert (node.metadata["entry"], node.metadata["version"]) == ("a", 1)
    assert retriever.retrieve("船舶") == []


@pytest.fixture
def fake() -> Iterator[FakeEmbedding]:
    with serving_embedding() as model:
        yield model


def encoder(fake: FakeEmbedding, size: int = 4) -> EndpointEncoder:
    return EndpointEncoder(ModelAccess(fake.url, "bge-m3", "sk-test", seconds=2, attempts=1), size)


def test_an_endpoint_gives_vectors_of_length_one_in_the_order_of_the_texts(
    fake: FakeEmbedding,
) -> None:
    rows = encoder(fake).encode(["一", "", "三三"])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1])
    assert np.allclose(rows, replaced(fake, ["一", "", "三三"]))
    assert fake.asked[0] == {"model": "bge-m3", "input": ["一", "三三"]}
    assert fake.keys == ["Bearer sk-test"]


def replaced(fake: FakeEmbedding, texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.array([fake.vector(text) if text else [0] * fake.size for text in texts], np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def test_many_texts_are_asked_in_several_goes(
    fake: FakeEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.embedding.endpoint.NUMBERS_AT_ONCE", 8)
    texts = [f"第{number}条" for number in range(5)]
    assert np.allclose(encoder(fake).encode(texts), replaced(fake, texts))
    assert [len(asked["input"]) for asked in fake.asked] == [2, 2, 1]


def test_another_number_of_dimensions_is_refused_and_told(fake: FakeEmbedding) -> None:
    with pytest.raises(ModelNonsenseError, match="4 维，而设置的是 8 维"):
        encoder(fake, 8).encode(["一"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"data":[]}',
        b'{"data":[{"index":0,"embedding":[]}]}',
        b'{"data":[{"index":1,"embedding":[1,0,0,0]}]}',
        b'{"data":[{"index":0,"embedding":[1,0,0,null]}]}',
        b'{"data":[{"index":0,"embedding":[1,0,0,1e999]}]}',
        b'{"data":[{"index":0,"embedding":[1,0,0,0]},{"index":0,"embedding":[1,0,0,0]}]}',
    ],
)
def test_nonsense_is_not_taken_in(fake: FakeEmbedding, body: bytes) -> None:
    fake.body = body
    with pytest.raises(ModelNonsenseError):
        encoder(fake).encode(["一"])


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_an_endpoint_that_refuses_is_named(fake: FakeEmbedding, status: int) -> None:
    fake.status = status
    with pytest.raises(ModelUnavailableError):
        encoder(fake).encode(["一"])


def test_while_the_encoder_is_down_terms_alone_answer_and_it_is_told(fake: FakeEmbedding) -> None:
    index = Index(encoder(fake))
    index.put([entry("a")])
    assert found(index.search("年度审验", PUBLIC)) == ["a"]
    assert not index.meaning_down
    fake.status = 500
    assert found(index.search("年度审验", PUBLIC)) == ["a"]
    assert index.meaning_down
    with pytest.raises(ModelUnavailableError):
        index.put([entry("b")])
    assert found(index.search("年度审验", PUBLIC)) == ["a"]


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faiss", None)
    monkeypatch.setitem(sys.modules, "llama_index.core.retrievers", None)
    with pytest.raises(EngineUnavailableError, match="zhiban\\[llamaindex\\]"):
        FaissStore(3)
    with pytest.raises(EngineUnavailableError, match="zhiban\\[llamaindex\\]"):
        make_retriever(Index(Meanings()), lambda: PUBLIC)
