"""The numbers of headings and items: 一、 （一） 1. （1） (GB/T 9704-2012 7.3.3)."""

from docgen.printing.numerals import numeral


class Order:
    """Counts through a text; items stand one level below the heading over them."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._under = 0

    def heading(self, level: int) -> str:
        """Return the number of the next heading of a level, from 1."""
        self._under = level
        return self._next(level)

    def item(self) -> str:
        """Return the number of the next item; without a heading above it is one of the first."""
        return self._next(self._under + 1)

    def _next(self, level: int) -> str:
        self._counts = [*self._counts[:level], *[0] * (level - len(self._counts))]
        self._counts[-1] += 1
        return number_of(level, self._counts[-1])


def number_of(level: int, count: int) -> str:
    """Return a number as it is printed on a level.

    >>> [number_of(level, 2) for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    """
    printed = numeral(count) if level < 3 else str(count)
    return (f"{printed}、", f"（{printed}）", f"{printed}.", f"（{printed}）")[level - 1]
