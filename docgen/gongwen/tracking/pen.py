"""Who tracks a change writes it with a pen: name, time and a number of its own on each mark."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FIRST_ID: Final = 900_000
"""Of our tracked changes; earlier authors' have smaller ones."""
_GONE: Final = {qn("w:t"): qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}

Node = Any
"""An element of lxml."""


class Pen:
    """Marks what comes and goes in one file."""

    def __init__(self, author: str, moment: datetime) -> None:
        self._author = author
        self._moment = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
        self._number = FIRST_ID

    def mark(self, name: str) -> Node:
        """Return a mark, such as ``w:ins``, that no other one is numbered like."""
        made = OxmlElement(name)
        made.set(qn("w:id"), str(self._number))
        made.set(qn("w:author"), self._author)
        made.set(qn("w:date"), self._moment)
        self._number += 1
        return made

    def track(self, name: str, runs: Sequence[Node]) -> list[Node]:
        """Put runs that stand in a file into marks, neighbours into one; the marks, in order."""
        made = []
        for neighbours in _neighbours(runs):
            mark = self.mark(name)
            neighbours[0].addprevious(mark)
            mark.extend(neighbours)
            made.append(mark)
            if name == "w:del":
                _call_gone(mark)
        return made


def _neighbours(runs: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield runs in stretches that follow each other under one parent."""
    held: list[Node] = []
    for run in runs:
        if held and held[-1].getnext() is not run:
            yield held
            held = []
        held.append(run)
    if held:
        yield held


def _call_gone(mark: Node) -> None:
    for text in list(mark.iter(*_GONE)):
        text.tag = _GONE[text.tag]
