"""A circuit breaker: who fails again and again is left in peace for a while."""

import time
from collections.abc import Callable
from threading import Lock


class Circuit:
    """Closed while calls succeed; after ``limit`` failures in a row, open for ``rest`` seconds.

    After the rest calls are let through again: the first success closes the circuit, the first
    failure opens it. They are not let through one by one, because a filing asks a register several
    things at once, and a register that is back must not count as down for all but one of them.
    """

    def __init__(
        self, limit: int = 3, rest: float = 30, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._rest, self._clock = limit, rest, clock
        self._failures = 0
        self._shut_until = 0.0
        self._lock = Lock()

    def admits(self) -> bool:
        """Return whether a call may go out now."""
        with self._lock:
            return self._failures < self._limit or self._clock() >= self._shut_until

    def succeeded(self) -> None:
        """Note a call that was answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note a call that was not answered."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._shut_until = self._clock() + self._rest
