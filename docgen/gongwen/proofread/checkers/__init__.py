"""The checkers, each a function from a text to faults; none knows of another."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from docgen.gongwen.proofread.checkers.pairs import check_pairs
from docgen.gongwen.proofread.checkers.patterns import check_patterns
from docgen.gongwen.proofread.checkers.spelling import check_spelling
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.text import Text

Checker = Callable[[Text], Iterable[Fault]]
CHECKERS: Final[Mapping[str, Checker]] = {
    "spelling": check_spelling,
    "patterns": check_patterns,
    "pairs": check_pairs,
}
"""By name."""
