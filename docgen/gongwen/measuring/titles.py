"""Measures of the lines of a title: their shape, and whether words are kept whole; 7.3.1."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.breaking import parts_word
from docgen.gongwen.measuring.deviation import Deviation, miss
from docgen.gongwen.measuring.located import Print

ALIKE: Final = 4.0
"""Lines whose widths differ by less (mm) count as equally long."""


def measure_titles(printed: Print) -> Iterator[Deviation]:
    """Yield how the title's lines deviate."""
    rows = [row for each in printed.of(Element.TITLE) for row in printed.rows(each)]
    if len(rows) < 2:
        return
    title = "".join(row.text for row in rows)
    if is_hourglass([row.right - row.left for row in rows]):
        yield miss("title_shape", "中间短、两头长", f"标题“{title[:12]}”")
    ends = list(accumulate(len(row.text) for row in rows))[:-1]
    for at in ends:
        if parts_word(title, at):
            yield miss("title_words", f"“{title[at - 2 : at]}／{title[at : at + 2]}”处断开", "标题")


def is_hourglass(widths: Sequence[float]) -> bool:
    """Tell whether lines grow shorter and then longer again.

    >>> is_hourglass([100, 80, 100]), is_hourglass([60, 100, 60]), is_hourglass([60, 80, 100])
    (True, False, False)
    """
    steps = [b - a for a, b in pairwise(widths) if abs(b - a) >= ALIKE]
    return any(one < 0 < other for one, other in pairwise(steps))
