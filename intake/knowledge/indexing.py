"""The index of an installation: whose embedding, and where its vectors are kept besides."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from intake.knowledge.settings import EmbeddingSettings, KnowledgeSettings, VectorsIn
from intake.knowledge.shelf import Shelf
from intake.store.database import Store
from intake.store.knowledge_vectors import PgVectorStore
from knowledge.embedding.encoder import default_encoder
from knowledge.embedding.endpoint import EndpointEncoder
from knowledge.index.encoder import Encoder
from knowledge.index.faiss_store import FaissStore
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from knowledge.index.vector_store import VectorStore
from models.llm import ModelAccess

STORES: Final[Mapping[VectorsIn, Callable[[Store, int], VectorStore]]] = {
    VectorsIn.FAISS: lambda _, size: FaissStore(size),
    VectorsIn.PGVECTOR: PgVectorStore,
}


def open_shelf(settings: KnowledgeSettings, store: Store, data: Path) -> Shelf:
    """Return the shelf over a store; nothing is read before it is asked.

    Args:
        settings: of the knowledge base.
        store: where the entries are.
        data: the folder of the service's own files.
    """
    return Shelf(store, partial(make_index, settings.embedding, store), Folder(data / "index"))


def make_index(settings: EmbeddingSettings, store: Store) -> Index:
    """Return an empty index, which is saved sealed with the key of the store.

    Raises ``EngineUnavailableError`` when the library or the extension that is asked for is absent.
    """
    encoder = _encoder(settings)
    make = STORES.get(settings.vectors)
    vectors = make(store, encoder.size) if make else None
    return Index(encoder, store=vectors, seal=store.sealer)


def _encoder(settings: EmbeddingSettings) -> Encoder:
    if not settings.url:
        return default_encoder()
    access = ModelAccess(
        url=settings.url,
        model=settings.model,
        key=settings.key.get_secret_value(),
        seconds=settings.seconds,
    )
    return EndpointEncoder(access, settings.size)
