"""Rules that are declared with a pattern: punctuation, numbers, units, and whatever fits one."""

from collections.abc import Iterator

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import read_rules
from docgen.gongwen.proofread.text import Text


def check_patterns(text: Text) -> Iterator[Fault]:
    """Yield what the patterns find, each occurrence."""
    for name, rule in read_rules().items():
        if rule.pattern:
            yield from rule.find(text.text, name)
