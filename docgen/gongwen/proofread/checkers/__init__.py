"""The checkers, each a function from a text to faults; none knows of another."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from docgen.gongwen.proofread.checkers.counts import check_counts
from docgen.gongwen.proofread.checkers.dates import check_dates
from docgen.gongwen.proofread.checkers.enumerations import check_enumerations
from docgen.gongwen.proofread.checkers.genre import check_genre
from docgen.gongwen.proofread.checkers.glyphs import check_glyphs
from docgen.gongwen.proofread.checkers.laws import check_laws
from docgen.gongwen.proofread.checkers.layout import check_layout
from docgen.gongwen.proofread.checkers.lengths import check_lengths, counted_with
from docgen.gongwen.proofread.checkers.levels import check_levels
from docgen.gongwen.proofread.checkers.money import check_money
from docgen.gongwen.proofread.checkers.namesakes import check_namesakes
from docgen.gongwen.proofread.checkers.pairs import check_pairs
from docgen.gongwen.proofread.checkers.patterns import check_patterns
from docgen.gongwen.proofread.checkers.persons import check_persons
from docgen.gongwen.proofread.checkers.phrases import check_phrases
from docgen.gongwen.proofread.checkers.repeats import check_repeats
from docgen.gongwen.proofread.checkers.sensitive import check_sensitive
from docgen.gongwen.proofread.checkers.spelling import check_spelling, judged_by
from docgen.gongwen.proofread.checkers.sums import check_sums
from docgen.gongwen.proofread.checkers.values import check_values
from docgen.gongwen.proofread.checkers.widths import check_widths
from docgen.gongwen.proofread.checkers.words import check_words
from docgen.gongwen.proofread.fault import Fault, Unfinished, Unsettled
from docgen.gongwen.proofread.text import Text
from docgen.gongwen.spelling.judging import Judge

Told = Fault | Unsettled | Unfinished
Checker = Callable[[Text], Iterable[Told]]
CHECKERS: Final[Mapping[str, Checker]] = {
    "spelling": check_spelling,
    "lengths": check_lengths,
    "patterns": check_patterns,
    "pairs": check_pairs,
    "widths": check_widths,
    "dates": check_dates,
    "money": check_money,
    "levels": check_levels,
    "laws": check_laws,
    "glyphs": check_glyphs,
    "sensitive": check_sensitive,
    "counts": check_counts,
    "sums": check_sums,
    "genre": check_genre,
    "words": check_words,
    "phrases": check_phrases,
    "repeats": check_repeats,
    "enumerations": check_enumerations,
    "persons": check_persons,
    "values": check_values,
    "namesakes": check_namesakes,
    "layout": check_layout,
}
"""By name."""
LEARNT: Final = ("spelling", "lengths")
"""Those that a model tells."""
RULES: Final[Mapping[str, Checker]] = {
    name: check for name, check in CHECKERS.items() if name not in LEARNT
}
"""All others."""


def checkers_with(judge: Judge | None) -> Mapping[str, Checker]:
    """Return all checkers, a language model's word beside our models' where one may be asked."""
    if judge is None:
        return CHECKERS
    return {**CHECKERS, "spelling": judged_by(judge), "lengths": counted_with(judge.asker)}
