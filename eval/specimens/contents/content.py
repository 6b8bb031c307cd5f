"""What a function that tells what a paper says looks like."""

from collections.abc import Callable, Mapping
from random import Random

from eval.specimens.facts import Facts
from eval.specimens.forms import Value

Fields = Mapping[str, Value]
Content = Callable[[Facts], Fields]


def chance(facts: Facts, paper: str) -> Random:
    """Return the dice for what only one paper tells: the same facts always throw the same."""
    return Random(f"{paper}/{facts.person.id_number}")  # noqa: S311 - reproducible, not secret
