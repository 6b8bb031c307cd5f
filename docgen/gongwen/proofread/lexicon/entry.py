"""One entry of a lexicon."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final, Self

from pydantic import Field, ValidationError, model_validator

from models.records import Record

ANYTHING: Final = ".*"
OTHERWISE: Final = "|"
NO_WORDS: Final = re.compile(r"[\\\[\](){}^$+?*]")
"""Signs of patterns that a condition does not know: staff's entries are matched in time whatever
they hold, and a pattern with such signs may take for ever."""

TITLES: Final[Mapping[str, str]] = {
    "word": "词条",
    "sort": "类型",
    "suggestions": "建议",
    "reason": "理由",
    "before": "前接",
    "after": "后接",
    "not_before": "不前接",
    "not_after": "不后接",
    "within": "句中条件",
    "scope": "范围",
    "owner": "所属",
    "valid_from": "生效日期",
    "valid_to": "失效日期",
    "source": "来源",
    "group": "分组",
}
"""What staff call the fields of an entry, in the order of their tables."""


class Sort(StrEnum):
    """What an entry does with its word."""

    CERTAIN = "必错"
    SUSPECTED = "疑似"
    HINT = "提示"
    ALLOWED = "放行"
    """No checker tells anything of the word."""


class Scope(StrEnum):
    """For whom an entry counts."""

    ME = "本人"
    SECTION = "科室"
    OFFICE = "单位"
    DISTRICT = "全区"


class TypedEntry(Record):
    """A word, what is wrong with it, and when.

    All conditions that are given must hold.
    """

    word: str = Field(min_length=1, max_length=100)
    sort: Sort
    suggestions: tuple[str, ...] = ()
    reason: str = ""
    before: tuple[str, ...] = ()
    """One of these stands right before the word."""
    after: tuple[str, ...] = ()
    """One of these stands right after it."""
    not_before: tuple[str, ...] = ()
    """None of these stands right before it."""
    not_after: tuple[str, ...] = ()
    """None of these stands right after it."""
    within: str = Field(default="", max_length=200)
    """What the sentence around the word must have: words; ``.*`` is anything between two of them,
    ``|`` stands between one condition and another."""
    scope: Scope = Scope.OFFICE
    owner: str = ""
    """Whose: the person, section or office of the scope."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day."""
    source: str = ""
    """Where the rule comes from; empty: the lexicon itself."""
    group: str = ""
    """By which staff switch entries on and off together."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"“{self.word}”的失效日期早于生效日期")
        if self.sort is Sort.ALLOWED and self.suggestions:
            raise ValueError(f"“{self.word}”是放行条目，不应有建议写法")
        if self.word in self.suggestions:
            raise ValueError(f"“{self.word}”的建议写法与错误写法相同")
        return self

    @classmethod
    def new(cls, told: Mapping[str, object]) -> Self:
        """Return an entry that can be applied; raises ``ValueError``, in Chinese by ``why``."""
        entry = cls.model_validate(told)
        if entry.obstacle:
            raise ValueError(entry.obstacle)
        return entry

    @property
    def obstacle(self) -> str:
        """Why the entry cannot be applied, in Chinese; empty when it can.

        Entries from before conditions were words are kept with theirs, out of force.
        """
        if NO_WORDS.search(self.within.replace(ANYTHING, "")):
            return f"“{self.word}”的句中条件只写文字：其间有任意文字的用“.*”，几种情形之一的用“|”"
        return ""

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells two entries of a lexicon apart: the word and where it must stand."""
        return (self.word, self.within, (*self.before, "|", *self.after))

    @cached_property
    def _conditions(self) -> list[list[str]]:
        return [each.split(ANYTHING) for each in self.within.split(OTHERWISE)]

    def fits(self, sentence: str) -> bool:
        """Return whether a sentence has what it must."""
        return any(_in_order(words, sentence) for words in self._conditions)

    def counts_on(self, day: date | None) -> bool:
        """Return whether the entry is in force; without a day every entry is."""
        if day is None:
            return True
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def why(error: ValueError) -> str:
    """Return in Chinese why something is no entry."""
    if not isinstance(error, ValidationError):
        return str(error)
    told = error.errors()[0]
    if told["type"] == "value_error":
        return str(told["ctx"]["error"])
    field = next((str(part) for part in told["loc"] if part in TITLES), "")
    return f"“{TITLES.get(field, '内容')}”不符合要求"


def _in_order(words: list[str], sentence: str) -> bool:
    """Return whether words stand in a sentence, each behind the one before."""
    at = 0
    for word in words:
        at = sentence.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
