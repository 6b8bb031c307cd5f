"""What was found when a text was looked through, and how far it was looked through."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

Late = Callable[[], bool]
"""Whether the time that something may take is up."""
Found = TypeVar("Found")


def never() -> bool:
    """Return that there is time yet: where no limit is set."""
    return False


class Looked(NamedTuple, Generic[Found]):
    """What was found in a text, in its order."""

    told: list[Found]
    further: list[Found]
    """What is less probable than what is told."""
    reached: int
    """Up to which character the text was looked at."""
