"""Which texts of two files belong together: bodies, headers, footers, notes and text boxes."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from docgen.gongwen.compare.redline.stories import Held, story_of
from docgen.gongwen.compare.redline.ties import Ties

Node = Any
"""An element of lxml."""


@dataclass
class Paired:
    """The texts of two files."""

    both: list[tuple[Node, Node]] = field(default_factory=list)
    older: list[Node] = field(default_factory=list)
    """Without a counterpart."""
    newer: list[Node] = field(default_factory=list)


def pair_stories(older: Held, newer: Held, ties: Ties) -> Paired:
    """Return which texts belong together: those with a paragraph in common, then those of a kind.

    Each text is told once; the bodies of both files always belong together.
    """
    left, right = older.stories, newer.stories
    found: dict[Node, Node] = {}
    for own in left:
        _match(found, own, [each for each in right if each.tag == own.tag == qn("w:body")])
    for tie in ties.by_left.values():
        own, other = (
            story_of(held.elements[at[0]]) for held, at in ((older, tie.left), (newer, tie.right))
        )
        if own.tag == other.tag:
            _match(found, own, [other])
    for own in left:
        _match(found, own, [each for each in right if each.tag == own.tag])
    taken = list(found.values())
    return Paired(
        both=list(found.items()),
        older=[each for each in left if each not in found],
        newer=[each for each in right if each not in taken],
    )


def _match(found: dict[Node, Node], own: Node, others: list[Node]) -> None:
    """Note the first of the others that has no counterpart yet."""
    taken = list(found.values())
    free = next((each for each in others if each not in taken), None)
    if own not in found and free is not None:
        found[own] = free
