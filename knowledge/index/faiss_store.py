"""Vectors in FAISS, an optional library (``zhiban[llamaindex]``)."""

from collections.abc import Sequence
from importlib import import_module
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.index.vector_store import Near
from models.errors import EngineUnavailableError

MISSING = "没有安装 FAISS，请安装 zhiban[llamaindex]，或改用默认的向量存储。"


class FaissStore:
    """Vectors of length 1 in memory, compared exactly; safe to use from several threads."""

    def __init__(self, size: int) -> None:
        """Begin empty, with vectors of ``size`` dimensions.

        Raises ``EngineUnavailableError`` where FAISS is not installed.
        """
        faiss = _library()
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(size))
        self._passages: dict[int, Near] = {}
        self._ids: dict[str, range] = {}
        self._next = 0
        self._lock = Lock()

    def put(self, entry: str, rows: NDArray[np.float32]) -> None:
        """Keep the vectors of an entry's passages, in place of those it had."""
        with self._lock:
            self._forget(entry)
            ids = range(self._next, self._next + len(rows))
            if len(rows):
                self._index.add_with_ids(np.ascontiguousarray(rows, np.float32), np.array(ids))
            self._passages.update({at: Near(entry, at - ids.start) for at in ids})
            self._ids[entry], self._next = ids, ids.stop

    def remove(self, entry: str) -> None:
        """Forget the vectors of an entry."""
        with self._lock:
            self._forget(entry)

    def nearest(self, question: NDArray[np.float32], count: int) -> Sequence[Near]:
        """Return the passages closest to a question, the closest first."""
        with self._lock:
            _, ids = self._index.search(np.ascontiguousarray(question[None], np.float32), count)
            return tuple(self._passages[int(at)] for at in ids[0] if at >= 0)

    def _forget(self, entry: str) -> None:
        ids = self._ids.pop(entry, range(0))
        if len(ids):
            self._index.remove_ids(np.array(ids, np.int64))
        for at in ids:
            del self._passages[at]


def _library() -> Any:  # noqa: ANN401 - an optional library, without types
    try:
        return import_module("faiss")
    except ImportError as error:
        raise EngineUnavailableError(MISSING) from error
