"""What whoever writes wants of a text beside its facts (成文条件)."""

from docgen.gongwen.writing.declared import Length
from models.records import Record


class Conditions(Record):
    """Length, a title of one's own, and words the text must have."""

    length: Length = Length.NORMAL
    title: str = ""
    """Instead of the declared one."""
    keywords: tuple[str, ...] = ()


USUAL = Conditions()
"""What holds where nothing else is asked."""
