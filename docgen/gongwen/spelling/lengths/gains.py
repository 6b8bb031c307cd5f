"""How much likelier a text becomes with a character more or fewer."""

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import ORDER, Ids
from docgen.gongwen.spelling.gains import Gains
from docgen.gongwen.spelling.lengths.edits import Edits
from docgen.gongwen.spelling.sheet import Sheet, Strip

REACH = ORDER - 1
"""Characters behind a gap that those before it have an influence on."""


def gains(strip: Strip, place: Ids, put: Ids) -> Gains:
    """Judge the text after each edit.

    Args:
        strip: the text in the direction of reading.
        place: of the character left out, or of the first behind one put in.
        put: the number of what is put in; -1 where a character is left out.
    """
    extra = put < 0
    behind = np.minimum((place + extra)[:, None] + np.arange(REACH), len(strip.ids) - 1)
    touched = strip.scored[behind] & (strip.owner[behind] == strip.owner[place][:, None])
    row, step = np.nonzero(touched)
    lacking = np.flatnonzero(~extra)
    rows = np.concatenate([row, lacking])
    steps = np.concatenate([step, np.full(len(lacking), -1)])
    scores, known = strip.model.judge(_windows(strip.ids, place[rows], put[rows], steps))
    at = behind[row, step]

    def total(rows: Ids, values: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(rows, values, len(put)).astype(np.float64)

    here = np.where(extra, -strip.scores[place], total(lacking, scores[len(row) :]))
    after = total(row, scores[: len(row)] - strip.scores[at])
    known_before = total(row, strip.known[at]) + np.where(extra, strip.known[place], 0)
    count = np.bincount(row, minlength=len(put))
    return Gains(
        here.astype(np.float32),
        after.astype(np.float32),
        (total(rows, known) / (count + ~extra)).astype(np.float32),
        (known_before / (count + extra)).astype(np.float32),
    )


def gains_back(sheet: Sheet, edits: Edits) -> Gains:
    """Judge the text, read from right to left, after each edit."""
    return gains(sheet.back, len(sheet.ids) - edits.place - edits.extra, edits.put)


def _windows(ids: Ids, place: Ids, put: Ids, step: Ids) -> Ids:
    """Return the runs that end some steps behind the edited place, as they read after it.

    Step 0 is the first character behind the gap, -1 what is put in.
    """
    extra = put < 0
    back = np.arange(ORDER - 1, -1, -1)
    beyond = back - step[:, None] - 1
    """How many characters before the gap, 0 for the last one before it or what is put in."""
    behind = (place + extra + step)[:, None] - back
    before = np.where(extra, place - 1, place)[:, None] - beyond
    runs: Ids = ids[np.where(beyond < 0, behind, before)]
    is_put = (beyond == 0) & ~extra[:, None]
    return np.where(is_put, put[:, None], runs)
