"""Find a fact by its path, e.g. ``permit.valid_to``."""

from typing import Any

from intake.feeds.population.maker import Facts
from models.tables import write_rows


def at(facts: Facts, path: str) -> Any:  # noqa: ANN401 - what stands there
    """Return what stands at a path; None when a part of it is not known."""
    here: Any = facts
    for part in path.split("."):
        if not isinstance(here, dict) or part not in here:
            return None
        here = here[part]
    return here


def written(fact: Any) -> str:  # noqa: ANN401 - any plain fact
    """Return a fact as a text, rows as their box keeps them; empty when nothing is known."""
    if isinstance(fact, list):
        return write_rows(fact)
    return "" if fact is None or isinstance(fact, dict) else str(fact)


def put(facts: Facts, path: str, value: object) -> None:
    """Change what stands at a path; the parts before the last have to be there."""
    *parts, last = path.split(".")
    here = facts
    for part in parts:
        here = here[part]
    here[last] = value
