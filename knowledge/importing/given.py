"""One file as it is given to a reader."""

from dataclasses import dataclass

from knowledge.importing.lines import LinedPage


@dataclass(frozen=True)
class Given:
    """A file, and what others have read of it where its reader cannot."""

    name: str
    data: bytes
    url: str = ""
    """Where it was fetched, when that is known."""
    pages: tuple[LinedPage, ...] = ()
    """Lines of a PDF or of pictures, by its text layer or by recognition."""
