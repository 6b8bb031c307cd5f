"""What speaks for and against each edit: the columns that the weights are for."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import UNKNOWN, Ids, LanguageModel
from docgen.gongwen.spelling.evidence import (
    LARGEST,
    ORDINARY,
    PLACES,
    SURNAMES,
    any_of,
    gained_columns,
    strength,
    usual,
)
from docgen.gongwen.spelling.gains import Gains
from docgen.gongwen.spelling.lengths.edits import Edits, tensions
from docgen.gongwen.spelling.lengths.gains import gains, gains_back
from docgen.gongwen.spelling.sheet import Sheet

NAMES: Final = (
    "always",
    "extra",
    "twice",
    "particle",
    "particle_extra",
    "gain",
    "large_gain",
    "gain_here",
    "gain_after",
    "known_then",
    "known_now",
    "back_gain",
    "back_large_gain",
    "back_gain_here",
    "back_gain_after",
    "back_known_then",
    "back_known_now",
    "least_gain",
    "lead",
    "usual",
    "joined_before",
    "joined_after",
    "joined_over",
    "tension",
    "tension_before",
    "tension_after",
    "begins",
    "ends",
    "beside_other",
    "sentence",
    "short",
    "after_surname",
    "before_place",
)
"""Of the columns, in order."""
KNOWN: Final = ("known_then", "known_now")
"""Of the columns that tell how long the runs are that the gain rests on."""
HOPELESS: Final = 1.5
"""Edits that gain no more (``log10``) in both directions are not weighed."""
PARTICLES: Final = "的了在是和与及对为将把被以于由从等中上下也都就并而或之其有不"
"""Characters that are lightly put in or left out."""
FIRST_HAN, LAST_HAN, LAST_ASCII = 0x4E00, 0x9FFF, 0x7F
APART: Final = 3
"""Edits less far apart may answer the same fault: they are one choice."""

Column = NDArray[np.float32]


def weighable(model: LanguageModel, sheet: Sheet, found: Edits) -> tuple[Edits, Ids, Column]:
    """Return the edits that gain something, by place.

    Returns:
        The edits; the number of the choice each belongs to, rising; and a row for each, a column
        for each name.
    """
    found = found.at(np.argsort(found.place, kind="stable"))
    onward = gains(sheet.onward, found.place, found.put)
    rows = np.flatnonzero(onward.whole > HOPELESS)
    found, onward = found.at(rows), onward.at(rows)
    back = gains_back(sheet, found)
    rows = np.flatnonzero(back.whole > HOPELESS)
    found, onward, back = found.at(rows), onward.at(rows), back.at(rows)
    far = np.diff(found.place, prepend=found.place[:1]) >= APART
    choices = np.cumsum(far.astype(np.int64))
    return found, choices, _table(model, sheet, found, choices, (onward, back))


def _table(
    model: LanguageModel, sheet: Sheet, found: Edits, choices: Ids, gained: tuple[Gains, Gains]
) -> Column:
    onward, back = gained
    columns = gained_columns(onward, "", KNOWN, LARGEST)
    columns |= gained_columns(back, "back_", KNOWN, LARGEST)
    columns |= _characters(model, sheet, found) | _surroundings(sheet, found)
    columns["least_gain"] = np.minimum(np.minimum(onward.whole, back.whole), LARGEST)
    columns["lead"] = _lead(choices, onward.whole + back.whole)
    columns["always"] = np.ones(len(choices), np.float32)
    table: Column = np.stack([columns[name] for name in NAMES], axis=1).astype(np.float32)
    return table


def _lead(choices: Ids, gain: Column) -> Column:
    """Return how much more each gains than the best of the others of its choice."""
    order = np.lexsort((-gain, choices))
    first = np.flatnonzero(np.diff(choices[order], prepend=-1))
    size = np.diff(first, append=len(order))
    best = gain[order[first]]
    second = np.where(size > 1, gain[order[np.minimum(first + 1, len(order) - 1)]], 0)
    is_best = np.zeros(len(gain), bool)
    is_best[order[first]] = True
    lead: Column = gain - np.where(is_best, second[choices], best[choices])
    return np.clip(lead, -LARGEST, LARGEST)


def _characters(model: LanguageModel, sheet: Sheet, found: Edits) -> dict[str, Column]:
    """Return how the character and its neighbours join, and how usual it is."""
    single = usual(model)
    extra, place = found.extra, found.place
    before, after = sheet.ids[place - 1], sheet.ids[place + extra]
    one = np.where(extra, sheet.ids[place], found.put)
    particle = np.isin(one, model.ids(PARTICLES))

    joined = partial(strength, model, single)

    return {
        "extra": extra.astype(np.float32),
        "twice": (one == before) | (one == after),
        "particle": particle,
        "particle_extra": particle & extra,
        "usual": single[one],
        "joined_before": joined(before, one),
        "joined_after": joined(one, after),
        "joined_over": joined(before, after),
    }


def _surroundings(sheet: Sheet, found: Edits) -> dict[str, Column]:
    place, after = found.place, found.place + found.extra
    owner, apart = sheet.owner[place], tensions(sheet)
    behind = np.minimum(after + 2, len(apart) - 1)
    return {
        "tension": np.maximum(np.minimum(apart[place], apart[after]), -LARGEST),
        "tension_before": np.maximum(apart[place - 2], -LARGEST),
        "tension_after": np.maximum(apart[behind], -LARGEST),
        "begins": _no_han(sheet, place - 1),
        "ends": _no_han(sheet, after),
        "beside_other": np.maximum(_other(sheet, place - 1), _other(sheet, after)),
        "sentence": np.clip(sheet.likelihoods()[owner] - ORDINARY, -2, 1),
        "short": np.maximum(8 - sheet.sizes[owner], 0) / 8,
        "after_surname": any_of(sheet, place, (-2, -1), SURNAMES),
        "before_place": any_of(sheet, after, (0, 1), PLACES),
    }


def _no_han(sheet: Sheet, place: Ids) -> Column:
    return (~_is_han(sheet, place)).astype(np.float32)


def _is_han(sheet: Sheet, place: Ids) -> NDArray[np.bool_]:
    codes = sheet.codes[place]
    return (codes >= FIRST_HAN) & (codes <= LAST_HAN)


def _other(sheet: Sheet, place: Ids) -> Column:
    """Return where a digit, a letter, or a character that the model does not know stands."""
    codes = sheet.codes[place]
    other: NDArray[np.bool_] = (codes > 0) & (codes < LAST_ASCII) | (sheet.ids[place] == UNKNOWN)
    return other.astype(np.float32)
