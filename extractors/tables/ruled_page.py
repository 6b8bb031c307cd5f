"""A page with the lines that are ruled on it."""

from typing import Final

from extractors.placing.layout import lay_out
from extractors.tables.rulings import ruled_lines
from models.engines import Image
from models.records import Box, Page

BESIDE: Final = 0.1
"""Share of the height of print by which a stroke may stand out of the box around it."""


def with_rulings(page: Page, picture: Image) -> Page:
    """Return a page with its ruled lines, by its upright picture; one that carries text as it is.

    What was recognised tells how high print is: without any nothing is looked for. What lies inside
    of a line of print is a stroke of it, as in the large characters of a red head.
    """
    if page.text_layer or not page.lines:
        return page
    height = lay_out(page.lines, (0, 0, page.width, page.height)).height
    found = ruled_lines(picture, height)
    kept = tuple(each for each in found if not any(_is_in(each, line.box) for line in page.lines))
    return page.model_copy(update={"rulings": kept})


def _is_in(inner: Box, outer: Box) -> bool:
    beside = BESIDE * (outer[3] - outer[1])
    return all(
        outer[at] - beside <= inner[at] and inner[at + 2] <= outer[at + 2] + beside for at in (0, 1)
    )
