"""What a question asks for and what a sentence tells, by declared words."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.answers.outcome import Section
from models.specs import Spec
from models.specs.spec import read_spec

FILLERS: Final = (
    "需要",
    "什么",
    "哪些",
    "请问",
    "我想",
    "怎么",
    "多少",
    "还要",
    "要",
    "的",
    "吗",
    "呢",
)
"""Words that ask, and name no matter."""


class SectionWords(Spec):
    """The words of one section."""

    name: Section
    asked: tuple[str, ...]
    heading: tuple[str, ...]
    told: tuple[str, ...]


class _Table(Spec):
    section: tuple[SectionWords, ...]


def wanted_sections(question: str) -> tuple[Section, ...]:
    """Return what a question asks for; empty when it asks for the whole.

    >>> wanted_sections("网约车证要带什么，多久办好")
    (<Section.MATERIALS: 'materials'>, <Section.TIME: 'time'>)
    """
    return tuple(each.name for each in _words() if _any_in(each.asked, question))


def section_of(sentence: str, path: Sequence[str]) -> Section:
    """Return what a sentence tells: by the headings above it, else by its own words."""
    above = " ".join(path)
    for each in _words():
        if _any_in(each.heading, above):
            return each.name
    for each in _words():
        if _any_in(each.told, sentence):
            return each.name
    return Section.ANSWER


def without_asking(question: str) -> str:
    """Return what is left of a question without the words that say what is asked for.

    >>> without_asking("网约车证需要什么材料？")
    '网约车证'
    """
    words = sorted((word for each in _words() for word in each.asked), key=len, reverse=True)
    left = question
    for word in (*words, *FILLERS):
        left = left.replace(word, "")
    return left.strip("？?。，, ")


def _any_in(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


@cache
def _words() -> tuple[SectionWords, ...]:
    return read_spec(Path(__file__).with_name("sections.toml"), _Table).section
