"""Lines of a page, as a PDF carries them or recognition finds them."""

from collections.abc import Iterable

from docgen.gongwen.document.opened import Run
from models.records import Page, Record

A4_SHORT = 595.3
"""The short side of A4 in points: what a scan is taken for."""


class SetLine(Record):
    """One line, or a part that stands apart in it; places in pixels of the page."""

    runs: tuple[Run, ...]
    left: float
    top: float
    right: float
    bottom: float
    row: int = -1
    """Equal for parts on one line, where it is known."""
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top


class SetPage(Record):
    """What stands on one page, from the top."""

    number: int
    """From 1."""
    width: int
    height: int
    points: float
    """Points of one pixel."""
    lines: tuple[SetLine, ...] = ()
    picture: bool = False
    """Nothing but a picture: its words must be recognised."""
    recognised: bool = False


def set_page(page: Page) -> SetPage:
    """Return a page that was looked at; the words around seals are no text of it."""
    return SetPage(
        number=page.number,
        width=page.width,
        height=page.height,
        points=A4_SHORT / min(page.width, page.height),
        lines=tuple(_set_lines(page)),
        recognised=not page.text_layer,
    )


def _set_lines(page: Page) -> Iterable[SetLine]:
    for line in page.lines:
        if not line.curved and not line.upside_down:
            left, top, right, bottom = line.box
            yield SetLine(
                runs=(Run(text=line.text),),
                left=left,
                top=top,
                right=right,
                bottom=bottom,
                confidence=line.confidence,
            )
