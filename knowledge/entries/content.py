"""What people write of an entry, apart from its life: no version, no state, no names."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from knowledge.entries.entry import EVERYBODY, Entry, Kind, Source, Tags
from models.records import Record

LONGEST_BODY = 200_000
"""Characters; a law in one entry stays well below."""
MOST_WORDS = 100
"""Questions or keywords of one entry."""


class Content(Record):
    """The words of an entry and where they belong."""

    kind: Kind
    title: str = Field(min_length=1, max_length=200)
    body: str = Field(max_length=LONGEST_BODY)
    questions: tuple[str, ...] = Field(default=(), max_length=MOST_WORDS)
    keywords: tuple[str, ...] = Field(default=(), max_length=MOST_WORDS)
    department: str = Field(max_length=64)
    tags: Tags = Tags()
    source: Source
    readers: tuple[str, ...] = Field(default=(EVERYBODY,), min_length=1, max_length=50)
    effective_from: date | None = None
    expires: date | None = None

    @model_validator(mode="after")
    def _holds_for_some_time(self) -> Self:
        if self.effective_from and self.expires and self.expires <= self.effective_from:
            raise ValueError("失效日期必须晚于生效日期")
        return self

    @property
    def fields(self) -> dict[str, object]:
        """What it says, by field of an entry."""
        return {name: getattr(self, name) for name in type(self).model_fields}


def content_of(entry: Entry) -> Content:
    """Return what a version says, without its life."""
    return Content.model_validate({name: getattr(entry, name) for name in Content.model_fields})
