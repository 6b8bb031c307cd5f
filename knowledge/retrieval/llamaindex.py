"""The index as a retriever of LlamaIndex, an optional library (``zhiban[llamaindex]``)."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from knowledge.index.index import Hit
from knowledge.index.scope import Scope
from knowledge.retrieval.seeking import Searchable
from models.errors import EngineUnavailableError

MISSING = "没有安装 LlamaIndex，请安装 zhiban[llamaindex]。"


def make_retriever(index: Searchable, scope: Callable[[], Scope], limit: int = 10) -> Any:  # noqa: ANN401 - LlamaIndex's own class, which is not there everywhere
    """Return a ``BaseRetriever`` that asks the index.

    Each node is a passage; its metadata say entry, version and where it stands in the body, so that
    a citation can be checked.

    Args:
        index: what is asked.
        scope: called for each question, since days pass; what it leaves out is never found.
        limit: passages for a question.

    Raises ``EngineUnavailableError`` where LlamaIndex is not installed.
    """
    retrievers, schema = _library()

    def retrieve(_: object, query: Any) -> list[Any]:  # noqa: ANN401 - a QueryBundle
        return [_node(schema, hit) for hit in index.search(query.query_str, scope(), limit)]

    made = type("KnowledgeRetriever", (retrievers.BaseRetriever,), {"_retrieve": retrieve})
    return made()


def _node(schema: Any, hit: Hit) -> Any:  # noqa: ANN401 - an optional library, without types
    passage = hit.passage
    node = schema.TextNode(
        id_=f"{passage.entry}/{passage.version}/{passage.place}",
        text=passage.text,
        metadata={
            "entry": passage.entry,
            "version": passage.version,
            "path": list(passage.path),
            "start": passage.start,
            "end": passage.end,
        },
    )
    return schema.NodeWithScore(node=node, score=hit.score)


def _library() -> tuple[Any, Any]:
    try:
        retrievers = import_module("llama_index.core.retrievers")
        return retrievers, import_module("llama_index.core.schema")
    except ImportError as error:
        raise EngineUnavailableError(MISSING) from error
