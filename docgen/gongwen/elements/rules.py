"""How elements are told apart: ``rules.toml``, made ready for use."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.elements.found import Element
from docgen.gongwen.elements.pieces import Cutting
from models.specs import Spec, need, read_spec

FILE = Path(__file__).with_name("rules.toml")
TERM = re.compile(r"@([a-z_]+)")
NEAR = ("prev.", "next.")


class Sign(Spec):
    """Something that can be seen of a piece: what its words look like, or how it is printed."""

    says: str
    """In Chinese, for who asks why."""
    pattern: str = ""
    """Searched in the words without blanks; ``@term`` stands for a term."""
    raw: str = ""
    """Searched in the words as they stand."""
    look: str = ""
    """A name of ``looks.LOOKS``."""


class State(Spec):
    """An element as a stage of the document."""

    element: Element
    rank: int
    """Where it stands in the order of GB/T 9704: stages follow with equal or higher rank."""
    bias: float = 0.0
    """How readily a piece is taken for it when nothing is seen."""
    weights: dict[str, float]
    """By sign; ``prev.`` and ``next.`` mean the pieces before and behind."""
    needs: tuple[str, ...] = ()
    """Signs of which one must be seen; without any, the state is out of the question."""
    many: bool = True
    """Whether it may take several pieces in a row."""
    entry: float = 0.0
    """What it costs behind a state that ``follows`` does not name."""
    follows: dict[str, float] = Field(default_factory=dict)
    """What speaks for it behind another state, whatever the order."""


class Rules(Spec):
    """All of it."""

    disorder: float
    """What a step back in the order costs."""
    again: float
    """What a second piece of an element of one piece costs."""
    cuts: tuple[str, ...]
    frame: tuple[str, ...]
    foot: tuple[str, ...]
    page_number: str
    """What stands alone as the number of a page."""
    terms: dict[str, str]
    signs: dict[str, Sign]
    states: dict[str, State]


@dataclass(frozen=True)
class Ready:
    """The rules with their patterns made."""

    rules: Rules
    cutting: Cutting
    page_number: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]
    """By sign."""
    terms: dict[str, str]
    """Patterns of terms, without references."""


@cache
def read_rules(path: Path = FILE) -> Ready:
    """Return the rules; raises ``SpecError`` when a state names a sign that does not exist."""
    rules = read_spec(path, Rules)
    named = {key.removeprefix("prev.").removeprefix("next.") for key in _weighed(rules)}
    need("rules.toml", "sign", named, rules.signs)
    need("rules.toml", "state", _followed(rules), rules.states)
    terms = _resolved({"kind": _kinds(), **rules.terms})
    return Ready(
        rules=rules,
        cutting=Cutting(
            cuts=tuple(re.compile(_fill(each, terms)) for each in rules.cuts),
            frame=re.compile("|".join(_fill(each, terms) for each in rules.frame)),
            foot=re.compile("|".join(_fill(each, terms) for each in rules.foot)),
        ),
        page_number=re.compile(rules.page_number),
        patterns={
            name: re.compile(_fill(sign.raw or sign.pattern, terms))
            for name, sign in rules.signs.items()
            if sign.raw or sign.pattern
        },
        terms=terms,
    )


def _weighed(rules: Rules) -> set[str]:
    return {key for state in rules.states.values() for key in (*state.weights, *state.needs)}


def _followed(rules: Rules) -> set[str]:
    return {key for state in rules.states.values() for key in state.follows}


def _kinds() -> str:
    """Return a pattern of what titles of official documents end with."""
    return "|".join(re.escape(word) for kind in read_kinds().values() for word in kind.words)


def _resolved(terms: dict[str, str]) -> dict[str, str]:
    """Return the terms with those they name filled in; each may name those above it."""
    done: dict[str, str] = {}
    for name, pattern in terms.items():
        done[name] = _fill(pattern, done)
    return done


def _fill(pattern: str, terms: dict[str, str]) -> str:
    return TERM.sub(lambda found: f"(?:{terms[found[1]]})", pattern)
