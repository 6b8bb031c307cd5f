"""What single pieces of work take, one after the other."""

from collections.abc import Callable, Mapping
from time import perf_counter, thread_time
from typing import TypeVar

import numpy as np

Done = TypeVar("Done")


class Times:
    """What each took: on the clock, and of the processor, which is steadier."""

    def __init__(self) -> None:
        self._clock: list[float] = []
        self._processor: list[float] = []

    def note(self, act: Callable[[], Done]) -> Done:
        """Do something, and keep what it took."""
        begun, used = perf_counter(), thread_time()
        done = act()
        self._clock.append(perf_counter() - begun)
        self._processor.append(thread_time() - used)
        return done

    @property
    def spread(self) -> Mapping[str, float]:
        """Milliseconds."""
        told = {"": self._clock, "processor ": self._processor}
        parts = {name: np.percentile(times, (50, 95, 100)) for name, times in told.items()}
        return {
            f"{name}{part}": round(1000 * float(value), 1)
            for name, values in parts.items()
            for part, value in zip(("p50", "p95", "longest"), values, strict=True)
        }
