"""One entry of a lexicon."""

import re
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from models.records import Record


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
    """A regular expression that the sentence around the word must match."""
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
        try:
            re.compile(self.within)
        except re.error as error:
            raise ValueError(f"“{self.word}”的正则条件写法有误：{error}") from error
        return self

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells two entries of a lexicon apart: the word and where it must stand."""
        return (self.word, self.within, (*self.before, "|", *self.after))

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """The condition on the sentence."""
        return re.compile(self.within)

    def counts_on(self, day: date | None) -> bool:
        """Return whether the entry is in force; without a day every entry is."""
        if day is None:
            return True
        return (self.valid_from or day) <= day <= (self.valid_to or day)
