"""What a question asks for and what a sentence tells, by declared words."""

import re
from collections import Counter
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
    "我要",
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


class NumberWords(Spec):
    """Words that ask for a number, and the units such a number has."""

    asked: tuple[str, ...]
    units: tuple[str, ...]


class _Table(Spec):
    section: tuple[SectionWords, ...]
    number: tuple[NumberWords, ...]


def wanted_sections(question: str) -> tuple[Section, ...]:
    """Return what a question asks for; empty when it asks for the whole.

    >>> wanted_sections("网约车证要带什么，多久办好")
    (<Section.MATERIALS: 'materials'>, <Section.TIME: 'time'>)
    """
    return tuple(each.name for each in _table().section if _any_in(each.asked, question))


def wanted_units(question: str) -> tuple[str, ...]:
    """Return the units of the number a question asks for; empty when it asks for none.

    >>> wanted_units("货车报废能补多少钱")
    ('元', '块')
    """
    found = (each.units for each in _table().number if _any_in(each.asked, question))
    return next(found, ())


def holds_number(text: str, units: Sequence[str]) -> bool:
    """Tell whether a text names a number of one of the units, in a table also in its column.

    >>> holds_number("每辆补贴1.2万元", ("元",)), holds_number("补贴金额以元计", ("元",))
    (True, False)
    """
    after = "|".join(map(re.escape, units))
    number = rf"[\d〇一二两三四五六七八九十百千]\s*[%％]?[多余来]?[十百千万亿]*\s*个?(?:{after})"
    column = rf"^\s*\|.*(?:{after}).*\n(?:.*\n)*?.*\|\s*\d"
    return bool(units) and bool(re.search(number, text) or re.search(column, text, re.MULTILINE))


def section_of(sentence: str, path: Sequence[str]) -> Section:
    """Return what a sentence tells: by the headings above it, else by its own words."""
    return _headed(path) or _telling(sentence) or Section.ANSWER


def section_of_list(above: Sequence[str], items: Sequence[str]) -> Section:
    """Return what a list or table tells as a whole.

    Args:
        above: the sentence that leads to it, and the headings above it; empty ones do not count.
        items: its items or rows, which count where nothing above says it: what most of them tell.
    """
    headed = _headed(above)
    if headed:
        return headed
    told = Counter(filter(None, map(_telling, items)))
    section, times = next(iter(told.most_common(1)), (Section.ANSWER, 0))
    return section if 2 * times >= len(items) else Section.ANSWER


def _headed(above: Sequence[str]) -> Section | None:
    words = " ".join(above)
    found = (each.name for each in _table().section if _any_in(each.heading, words))
    return next(found, None)


def _telling(sentence: str) -> Section | None:
    found = (each.name for each in _table().section if _any_in(each.told, sentence))
    return next(found, None)


def without_asking(question: str) -> str:
    """Return what is left of a question without the words that say what is asked for.

    >>> without_asking("网约车证需要什么材料？")
    '网约车证'
    """
    words = sorted(
        (word for each in _table().section for word in each.asked), key=len, reverse=True
    )
    left = question
    for word in (*words, *FILLERS):
        left = left.replace(word, "")
    return left.strip("？?。，, ")


def _any_in(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


@cache
def _table() -> _Table:
    return read_spec(Path(__file__).with_name("sections.toml"), _Table)
