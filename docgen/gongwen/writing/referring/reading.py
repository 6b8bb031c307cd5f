"""A reference text as every way of taking facts from it sees it."""

from dataclasses import dataclass

from docgen.gongwen.elements.found import Element, Place, Recognised
from docgen.gongwen.writing.declared import Written
from docgen.gongwen.writing.referring.stretches import Stretch, Under


@dataclass(frozen=True)
class Reading:
    """The text, and the kind that is to be written after it."""

    kind: str
    written: Written
    seen: Recognised
    body: tuple[Stretch, ...]
    sections: tuple[Under, ...]
    """The first is what stands before any heading or leading sentence."""

    @property
    def title(self) -> str:
        """The title, on one line."""
        return self.seen.official.title

    @property
    def title_places(self) -> tuple[Place, ...]:
        """Where the title stands."""
        return tuple(place for each in self.seen.of(Element.TITLE) for place in each.places)
