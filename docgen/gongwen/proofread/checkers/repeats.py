"""Characters and words that are written twice: 的的, 进行进行; not 目的的, 信用信息."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import is_covered, tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "repeats.toml"
TWICE: Final = re.compile(r"(?P<w>[\u3400-\u9fff]{2,8}?)(?P=w)")


class _Parting(Spec):
    """What parts two of a character into two words."""

    before: str = ""
    after: str = ""


class _Repeats(Spec):
    words: frozenset[str]
    right: tuple[str, ...]
    heads: str
    contains: str
    tails: str
    marks: dict[str, _Parting]


@cache
def _read(path: Path = DECLARED) -> _Repeats:
    return read_spec(path, _Repeats)


@cache
def _marks() -> re.Pattern[str]:
    """Return what finds a declared character twice in one word."""
    return re.compile(
        "|".join(
            (f"(?<![{each.before}])" if each.before else "")
            + mark * 2
            + (f"(?![{each.after}])" if each.after else "")
            for mark, each in _read().marks.items()
        )
    )


def check_repeats(text: Text) -> Iterator[Fault]:
    """Yield what is written twice; a word that may be so on purpose is a doubt."""
    words = text.text
    for found in _marks().finditer(words):
        if words[found.start() - 1 : found.start()] != found[0][0]:
            yield tell("repeats.mark", found.start(), found[0], [found[0][0]])
    for found in TWICE.finditer(words):
        name = _rule(found)
        if name and not is_covered(words, *found.span(), _read().right):
            yield tell(name, found.start(), found[0], [found["w"]])


def _rule(found: re.Match[str]) -> str:
    """Return the rule that a word written twice breaks; empty where it rightly is."""
    known, word = _read(), found["w"]
    if word in known.words:
        return "repeats.word"
    behind = found.string[found.end() : found.end() + 1]
    if word[0] in known.heads or (behind and behind in known.tails):
        return ""
    if any(mark in known.contains for mark in word) or len(set(word)) == 1:
        return ""
    return "repeats.words"
