"""Terms as numbers: a table of counts or weights needs no vocabulary beside it."""

from functools import lru_cache
from zlib import crc32


@lru_cache(maxsize=200_000)
def bucket(term: str, size: int) -> int:
    """Return the place of a term in a table of ``size`` rows, the same on every machine."""
    return crc32(term.encode()) % size
