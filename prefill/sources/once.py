"""What several sources need is fetched once."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """Does each thing once in one filling, even when several threads want it at the same time.

    Who comes later waits for the first and shares what came of it, be it a failure.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._results: dict[Hashable, Future[Any]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the first time, or raise what it raised."""
        with self._lock:
            first = key not in self._results
            result: Future[T] = self._results.setdefault(key, Future())
        if first:
            try:
                result.set_result(make())
            except Exception as error:  # noqa: BLE001 - raised again for everyone who waits
                result.set_exception(error)
        return result.result()
