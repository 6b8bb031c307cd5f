"""Pieces with the element each belongs to, and the runs of them that make one element."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from docgen.gongwen.elements.decoding import Decoded
from docgen.gongwen.elements.found import Element, Found
from docgen.gongwen.elements.pieces import Piece
from docgen.gongwen.elements.rules import Rules

FIRST = ("number", "copy_number", "secrecy", "urgency", "addressees", "signed", "signer", "day")
"""States of which a document has one run: of several equally sure, the first is taken …"""
LAST = ("title", "note")
"""… or the last: a web page names its document above it."""
ATTACHED = ("attachment", "attachment_title", "attachment_body")
OWN_RUNS = ("signed", "signer", "signatory")
"""States whose pieces are elements of their own."""
BODY, OTHER, ATTACHED_BODY = "body", "web", "attachment_body"


@dataclass(frozen=True)
class Labelled:
    """A piece and what it was taken for."""

    piece: Piece
    state: str
    confidence: float
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """All pieces of a document, labelled, in order."""

    all: tuple[Labelled, ...]

    def of(self, *states: str) -> list[Labelled]:
        """Return what was taken for one of the states."""
        return [each for each in self.all if each.state in states]

    def lines(self, *states: str) -> list[str]:
        """Return the words of what was taken for one of the states."""
        return [each.piece.text for each in self.of(*states)]

    def words(self, *states: str) -> str:
        """Return them as one text; empty when there are none."""
        return "\n".join(self.lines(*states))


def label(pieces: Sequence[Piece], decoded: Sequence[Decoded]) -> Labels:
    """Put pieces and states together; of elements a document has once, one run is kept."""
    labelled = [
        Labelled(piece, each.state, each.confidence, each.signs)
        for piece, each in zip(pieces, decoded, strict=True)
    ]
    for state in (*FIRST, *LAST):
        labelled = _keep_one(labelled, state)
    return Labels(tuple(labelled))


def _keep_one(labelled: list[Labelled], state: str) -> list[Labelled]:
    runs = [list(run) for name, run in groupby(labelled, lambda each: each.state) if name == state]
    if len(runs) < 2:
        return labelled
    kept = max(reversed(runs) if state in LAST else runs, key=_sureness)
    words = {each.piece.bare for each in kept}
    surplus = {id(each) for run in runs if run is not kept for each in run}
    done: list[Labelled] = []
    for each in labelled:
        attached = bool(done) and done[-1].state in ATTACHED
        done.append(_demoted(each, words, attached=attached) if id(each) in surplus else each)
    return done


def _sureness(run: Sequence[Labelled]) -> float:
    return round(sum(each.confidence for each in run) / len(run), 1)


def _demoted(each: Labelled, kept: set[str], *, attached: bool) -> Labelled:
    """Return a surplus piece as text where it stands, or as a repetition beside the document."""
    if each.piece.bare in kept and not attached:
        return replace(each, state=OTHER)
    return replace(each, state=ATTACHED_BODY if attached else BODY)


def found_in(labels: Labels, rules: Rules) -> list[Found]:
    """Return the elements in order, each run of pieces as one."""
    found: list[Found] = []
    for state, run in groupby(labels.all, lambda each: each.state):
        members = list(run)
        groups = [[each] for each in members] if state in OWN_RUNS else [members]
        found.extend(make_found(rules.states[state].element, group) for group in groups)
    return found


def make_found(element: Element, members: Sequence[Labelled]) -> Found:
    """Return one element made of pieces."""
    signs: Iterable[str] = dict.fromkeys(sign for each in members for sign in each.signs)
    return Found(
        element=element,
        text="\n".join(each.piece.text for each in members),
        places=tuple(place for each in members for place in each.piece.places),
        confidence=round(sum(each.confidence for each in members) / len(members), 3),
        signs=tuple(signs)[:3],
    )
