"""LlamaIndex's BM25 retriever as it comes, and fed with our terms."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from knowledge.entries.entry import Entry
from knowledge.words.terms import terms

WAYS: Final = ("llamaindex", "llamaindex_our_terms")
FOUND: Final = 10


class StockUnavailableError(Exception):
    """LlamaIndex is not installed."""


def make_stock(way: str, entries: Sequence[Entry]) -> Callable[[str], Sequence[str]]:
    """Return what answers a question with the ids of entries, by one of the ways.

    As it comes, the retriever takes a run of Chinese characters for one word. With our terms, texts
    and questions are cut beforehand and only put together again at blanks.
    """
    try:
        retrievers = import_module("llama_index.retrievers.bm25")
        schema = import_module("llama_index.core.schema")
    except ImportError as error:
        raise StockUnavailableError("llama-index-retrievers-bm25 is not installed") from error
    ours = way == "llamaindex_our_terms"
    read: Callable[[str], str] = (lambda text: " ".join(terms(text))) if ours else str
    nodes = [
        schema.TextNode(id_=entry.id, text=read(f"{entry.title} {entry.keywords[0]} {entry.body}"))
        for entry in entries
    ]
    how = {"token_pattern": r"\S+", "skip_stemming": True} if ours else {}
    retriever = retrievers.BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=FOUND, **how)
    return lambda question: [
        found.node.node_id for found in retriever.retrieve(read(question)) if found.score > 0
    ]
