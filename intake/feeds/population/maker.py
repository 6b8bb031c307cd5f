"""The source of everything invented in one population: chance, the day, and what is taken."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

Facts = dict[str, Any]
"""What is known of one invented thing: plain words, and parts that are facts of their own. What a
register writes is found in it by a path such as ``permit.valid_to``."""


class Maker:
    """Invents things of a kind, each once, from one seed and one day."""

    def __init__(self, seed: str, today: date) -> None:
        self.today = today
        self.things: dict[str, list[Facts]] = defaultdict(list)
        self._seed = seed
        self._taken: set[str] = set()
        self.rng = Random(seed)  # noqa: S311 - no secret

    def begin(self, scene: str) -> None:
        """Begin a scene whose chance depends on nothing invented before it."""
        self.rng = Random(f"{self._seed}:{scene}")  # noqa: S311 - no secret

    def keep(self, kind: str, facts: Facts) -> Facts:
        """Put a thing into the population and return it."""
        self.things[kind].append(facts)
        return facts

    def once(self, invent: Callable[[], str]) -> str:
        """Return a text that was not invented before."""
        while (text := invent()) in self._taken:
            pass
        self._taken.add(text)
        return text

    def day(self, days: int) -> str:
        """Return the day so many days from today, e.g. ``2026-11-28``."""
        return (self.today + timedelta(days=days)).isoformat()

    def years(self, years: float, days: int = 0) -> str:
        """Return the day so many years and days from today."""
        return self.day(round(years * 365.25) + days)

    def number(self, digits: int) -> str:
        """Return so many random digits that nobody else has."""
        return self.once(lambda: f"{self.rng.randrange(10 ** (digits - 1), 10**digits)}")
