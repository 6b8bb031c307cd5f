"""What an update of the library brings: documents, and what is said of those that are there."""

from docgen.gongwen.library.filed import Ending, Filed, Named
from models.records import Record


class Gone(Record):
    """A document that is to leave the library."""

    id: str
    title: str


class Ended(Record):
    """A document that stays in the library and holds no more."""

    id: str
    title: str
    ending: Ending | None
    """None: it holds after all."""


class Succeeding(Record):
    """A document in whose place others were, or that puts others out of force."""

    filed: Filed
    replaces: tuple[str, ...] = ()
    """Numbers or titles of documents that leave the library: earlier states of this one."""
    ends: tuple[str, ...] = ()
    """Numbers or titles of documents that stay and hold no more …"""
    ending: Ending | None = None
    """… in what way. Never None where there are such."""

    @property
    def id(self) -> str:
        """Of the document."""
        return self.filed.id

    @property
    def title(self) -> str:
        """Of the document."""
        return self.filed.title


class FromFile(Record):
    """A document that was read from a file of its own."""

    source: str
    """What tells the file from any other, as a digest."""
    filed: Filed | None = None
    """None where it is in the library already, as that file says …"""
    known: str = ""
    """… under this id."""


Coming = Filed | FromFile | Succeeding | Ended | Gone | str
"""What an update brings: a document, what is said of one, or a fault in words."""


def gone(named: Named | Filed) -> Gone:
    """Return what takes a document out of the library."""
    return Gone(id=named.id, title=named.title)
