"""Words that are none, idioms, variants, names and wording: the lexicons of the product."""

from collections.abc import Iterator

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.lexicon.starter import read_starter
from docgen.gongwen.proofread.text import Text


def check_words(text: Text) -> Iterator[Fault]:
    """Yield what the shipped lexicons tell, each occurrence."""
    for lexicon in read_starter():
        yield from lexicon.faults(text)
