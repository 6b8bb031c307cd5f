"""The likeliest sequence of elements for a sequence of pieces: dynamic programming."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from docgen.gongwen.elements.chains import Floats, best_path, chances
from docgen.gongwen.elements.looks import LOOKS, Seen, survey
from docgen.gongwen.elements.pieces import Piece
from docgen.gongwen.elements.rules import NEAR, Ready, Rules

LONGEST = 400
"""Characters of a piece that are looked at: no sign stands further inside."""
_RULED_OUT = 50.0
"""What a state costs of which no needed sign is seen."""
TOLD = 3
"""Signs told of each piece."""


@dataclass(frozen=True)
class Decoded:
    """What a piece is."""

    state: str
    confidence: float
    signs: tuple[str, ...]


def decode(pieces: Sequence[Piece], ready: Ready) -> list[Decoded]:
    """Return the state of each piece, the likeliest of all sequences, and how likely each is."""
    if not pieces:
        return []
    names = list(ready.rules.states)
    signs = _signs(pieces, ready)
    seen = np.hstack([signs, _shifted(signs, 1), _shifted(signs, -1)])
    weights = _weights(ready.rules)
    scores = seen @ weights + np.array([each.bias for each in ready.rules.states.values()])
    scores -= _RULED_OUT * (_needs(ready.rules, seen) == 0)
    steps = _steps(ready.rules)
    best, shares = best_path(scores, steps), chances(scores, steps)
    says = _says(ready.rules)
    return [
        Decoded(
            names[state],
            round(float(shares[at, state]), 3),
            _told(seen[at] * weights[:, state], says),
        )
        for at, state in enumerate(best)
    ]


def _signs(pieces: Sequence[Piece], ready: Ready) -> Floats:
    setting = survey(pieces)
    rows = [_row(Seen(piece, at, setting), ready) for at, piece in enumerate(pieces)]
    return np.array(rows, dtype=np.float64)


def _row(seen: Seen, ready: Ready) -> list[bool]:
    raw, bare = seen.piece.text[:LONGEST], seen.piece.bare[:LONGEST]
    row = []
    for name, sign in ready.rules.signs.items():
        if sign.look:
            row.append(LOOKS[sign.look](seen))
        else:
            row.append(bool(ready.patterns[name].search(raw if sign.raw else bare)))
    return row


def _shifted(signs: Floats, by: int) -> Floats:
    """Return the signs of the piece before (1) or behind (-1) in each piece's row."""
    moved = np.zeros_like(signs)
    if by > 0:
        moved[by:] = signs[:-by]
    else:
        moved[:by] = signs[-by:]
    return moved


def _keys(rules: Rules) -> list[str]:
    names = list(rules.signs)
    return [
        *names,
        *(f"{NEAR[0]}{name}" for name in names),
        *(f"{NEAR[1]}{name}" for name in names),
    ]


def _weights(rules: Rules) -> Floats:
    states = rules.states.values()
    return np.array([[state.weights.get(key, 0.0) for state in states] for key in _keys(rules)])


def _needs(rules: Rules, seen: Floats) -> Floats:
    """Return how many of the signs a state needs are seen of each piece; 1 where none is needed."""
    keys, counts = _keys(rules), np.ones((len(seen), len(rules.states)))
    for column, state in enumerate(rules.states.values()):
        if state.needs:
            counts[:, column] = seen[:, [keys.index(each) for each in state.needs]].sum(axis=1)
    return counts


def _says(rules: Rules) -> list[str]:
    own = [sign.says for sign in rules.signs.values()]
    return [*own, *(f"前一行{each}" for each in own), *(f"后一行{each}" for each in own)]


def _steps(rules: Rules) -> Floats:
    """Return what each step from state to state gains or costs."""
    states = list(rules.states.items())
    steps = np.zeros((len(states), len(states)))
    for row, (before, first) in enumerate(states):
        for column, (after, second) in enumerate(states):
            back = first.rank > second.rank
            again = before == after and not second.many
            steps[row, column] = second.follows.get(before, -rules.disorder * back - second.entry)
            steps[row, column] -= rules.again * again
    return steps


def _told(gains: Floats, says: Sequence[str]) -> tuple[str, ...]:
    order = np.argsort(-gains)[:TOLD]
    return tuple(says[at] for at in order if gains[at] > 0)
