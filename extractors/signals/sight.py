"""One paper as a detector sees it."""

from dataclasses import dataclass

from extractors.placing.boxes import overlap
from models.engines import Image
from models.records import Box, Document, Line, Page
from models.specs import DocumentType

MOSTLY = 0.5
"""Lines that lie on a paper by more than this share belong to it."""
EMPTY = 5.0
"""A picture whose luminance spreads less than this shows nothing."""


@dataclass(frozen=True)
class Sight:
    """A paper with its fields, where it lies, and the picture of its page."""

    document: Document
    page: Page
    picture: Image
    kind: DocumentType | None
    """None for a paper of unknown type."""

    @property
    def box(self) -> Box:
        """Where the paper's print lies."""
        return self.document.box or (0, 0, self.page.width, self.page.height)

    @property
    def crop(self) -> Image:
        """The paper's part of the picture."""
        left, top, right, bottom = self.box
        return self.picture[top:bottom, left:right]

    @property
    def photographed(self) -> bool:
        """Tell whether there is a picture to judge: text that came with the file has none."""
        return not self.page.text_layer and self.crop.size > 0 and self.crop.std() > EMPTY

    @property
    def lines(self) -> list[Line]:
        """The lines on the paper."""
        return [line for line in self.page.lines if overlap(line.box, self.box) > MOSTLY]
