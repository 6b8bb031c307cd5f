"""What a reference text offers: facts with the places they came from, and its sections."""

from docgen.gongwen.elements.found import Place
from models.records import Record


class Offer(Record):
    """A fact that a reference text tells; whoever writes takes it over or not."""

    fact: str
    """Its name."""
    value: str | tuple[str, ...] | tuple[dict[str, str], ...]
    """As the form takes it: words, items, or the rows of a table by columns."""
    places: tuple[Place, ...]
    """Where its words stand in the reference text."""
    sign: str
    """How it was known, in Chinese."""
    sure: bool
    """False for what may be meant otherwise, or belongs to the reference text alone."""
    confidence: float = 1.0
    """0 to 1: of what was told apart by what it says, how much likelier than all else."""


class Section(Record):
    """Paragraphs of the reference text below one heading that tell one fact, or none."""

    heading: str
    """Empty: what stands before the first heading."""
    fact: str
    """The fact they seem to tell; empty where none is likely."""
    confidence: float
    """0 to 1, of the least likely of them."""
    items: tuple[str, ...]
    places: tuple[Place, ...]
    """Of the items, one each."""


class Reference(Record):
    """A reference text, read for one kind of text to be written."""

    title: str
    offers: tuple[Offer, ...]
    """By facts in the order of asking, the likeliest of each first."""
    sections: tuple[Section, ...]
