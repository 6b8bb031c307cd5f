"""The words of a ``w:p``, piece by piece, each with the run that holds it.

One walk for who reads a paragraph and for who writes into it: the pieces joined are the text of
``Paragraph``. It goes by the local names of elements, so it reads parsed trees with and without
namespaces alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

Node = Any
"""An element of lxml or of ElementTree."""
_AROUND: Final = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple"}
    | {"dir", "bdo", "ruby", "rubyBase", "oMath", "oMathPara", "e", "num", "den", "sup", "sub"}
    | {"f", "sSup", "sSub", "rad", "deg", "d", "nary", "func", "fName"}
)
"""Elements whose runs are printed as if they stood in the paragraph itself."""
_WORDS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_BREAKS: Final = re.compile(r"[\r\n\t]+")
_SYMBOLS: Final = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FC": "✓", "F0B7": "•"}
"""Wingdings and Symbol as forms use them; other private characters print as a box."""


@dataclass(frozen=True)
class Piece:
    """Some characters of a run."""

    text: str
    """As it is printed: blanks around a text that does not keep them are not."""
    run: Node
    """The ``w:r``."""
    element: Node
    """Its child that holds the text: ``w:t``, ``w:tab`` …"""
    inserted: bool = False
    """Within a tracked insertion."""


def local(element: Node) -> str:
    """Return the name of an element without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def pieces(paragraph: Node, *, inserted: bool = False) -> Iterator[Piece]:
    """Yield the pieces of a paragraph: inserted words are kept, deleted and hidden ones not."""
    for child in paragraph:
        name = local(child)
        if name == "r":
            yield from _of_run(child, inserted=inserted)
        elif name in _AROUND:
            yield from pieces(child, inserted=inserted or name in {"ins", "moveTo"})


def properties(element: Node, name: str) -> Node:
    """Return the first child of a name, or ``None``."""
    return next((child for child in element if local(child) == name), None)


def attribute(element: Node, name: str) -> str:
    """Return an attribute whatever its namespace; empty where there is none."""
    return next((word for key, word in element.attrib.items() if key.endswith(name)), "")


def is_hidden(run: Node) -> bool:
    """Tell whether a run is set hidden in the file."""
    own = properties(run, "rPr")
    mark = properties(own, "vanish") if own is not None else None
    if mark is None:
        return False
    return attribute(mark, "val") not in {"0", "false", "off"}


def _of_run(run: Node, *, inserted: bool) -> Iterator[Piece]:
    if is_hidden(run):
        return
    for child in run:
        words = _words(child)
        if words:
            yield Piece(words, run, child, inserted)
        elif local(child) == "ruby":
            yield from pieces(child, inserted=inserted)


def _words(child: Node) -> str:
    name = local(child)
    if name == "t":
        return _printed(child)
    if name == "br":
        return "" if attribute(child, "type") in {"page", "column"} else "\n"
    if name == "sym":
        return _symbol(attribute(child, "char"))
    return _WORDS.get(name, "")


def _printed(text: Node) -> str:
    words = text.text or ""
    kept = words if attribute(text, "space") == "preserve" else words.strip(" \t\r\n")
    return _BREAKS.sub(" ", kept)


def _symbol(code: str) -> str:
    if code.upper() in _SYMBOLS:
        return _SYMBOLS[code.upper()]
    try:
        found = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "□"
    return found if found.isprintable() else "□"
