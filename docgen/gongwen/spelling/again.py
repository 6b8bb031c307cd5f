"""Which words stand in a text more than once: names and terms are written so on purpose."""

from collections import defaultdict
from collections.abc import Iterable


def standing_again(text: str, words: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in a text at least twice, not counting one over another.

    One pass for each length, however many words there are.

    >>> sorted(standing_again("长河乡与长河乡，河长", ["长河乡", "河长", "乡与"]))
    ['长河乡']
    """
    by_size: defaultdict[int, set[str]] = defaultdict(set)
    for word in words:
        by_size[len(word)].add(word)
    again: set[str] = set()
    for size, those in by_size.items():
        first: dict[str, int] = {}
        for at in range(len(text) - size + 1):
            word = text[at : at + size]
            if word in those and at >= first.setdefault(word, at) + size:
                again.add(word)
    return frozenset(again)
