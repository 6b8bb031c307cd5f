"""How a sentence shows words that others wrote: on one line, and no longer than it can bear."""

from models.records import Paper

LONGEST_SHOWN = 60
"""Characters of a value or a file name that a sentence shows; the rest is cut."""


def shown_text(text: str) -> str:
    """Return a text on one line without unseen marks, cut where it is too long to show."""
    printable = (mark if mark.isprintable() else " " for mark in text)
    line = " ".join("".join(printable).split())
    return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN] + "…"


def shown_name(paper: Paper) -> str:
    """Return the file name of an upload as a sentence shows it."""
    name = "".join(mark for mark in paper.name if mark.isprintable()).strip()
    return f"《{name[:LONGEST_SHOWN]}》" if name else "（未命名文件）"
