"""Whether the time that something may take is up."""

from collections.abc import Callable

Late = Callable[[], bool]


def never() -> bool:
    """Return that there is time yet: where no limit is set."""
    return False
