"""An entry of the knowledge base, in one version.

Versions are never changed: an edit makes the next one, and an answer keeps the version it cited.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field, model_validator

from models.records import Record

EVERYBODY = "everybody"
"""The reader of what is public."""


class Kind(StrEnum):
    """What an entry is, which says how it is cut into passages."""

    FAQ = "faq"
    """A question with its answer; the whole of it is one passage where it is short."""
    GUIDE = "guide"
    """How a matter is handled (办事指南)."""
    POLICY = "policy"
    LAW = "law"
    """A law or rule in articles (条)."""
    NOTICE = "notice"


class State(StrEnum):
    """Where a version is on its way."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    REPLACED = "replaced"
    """It was published until a later version took its place."""
    WITHDRAWN = "withdrawn"


class Source(Record):
    """Where an entry's words come from."""

    title: str
    issuer: str = ""
    number: str = ""
    """Document number (文号), e.g. 沪府规〔2024〕3号."""
    url: str = ""
    issued_on: date | None = None
    digest: str = ""
    """SHA-256 of the file it was imported from."""


class Tags(Record):
    """How staff sort an entry; each is a word of the declared vocabulary, or empty."""

    audience: tuple[str, ...] = ()
    """个人, 企业 …: who may ask for it; empty means anybody."""
    districts: tuple[str, ...] = ()
    """Where it holds; empty means everywhere."""
    industries: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    """Ids of services or scenarios it belongs to."""


class Entry(Record):
    """One version of an entry."""

    id: str
    version: int = Field(ge=1)
    kind: Kind
    title: str = Field(min_length=1, max_length=200)
    body: str
    """Markdown: headings, lists and tables; no HTML."""
    questions: tuple[str, ...] = ()
    """Other ways people ask for it, written or accepted by staff."""
    keywords: tuple[str, ...] = ()
    department: str
    """Who answers for it: what went wrong with it comes back to them."""
    tags: Tags = Tags()
    source: Source
    labels: tuple[str, ...] = ()
    """What a collection sorts it by besides, e.g. 年份=2026; who asks may want some of them."""
    readers: tuple[str, ...] = (EVERYBODY,)
    """Departments that may read it; ``EVERYBODY`` among them makes it public."""
    state: State = State.DRAFT
    effective_from: date | None = None
    expires: date | None = None
    """The first day on which it holds no more."""
    superseded_by: str = ""
    """Id of the entry that took its place."""
    author: str
    reviewer: str = ""
    changed_at: datetime

    @model_validator(mode="after")
    def _holds_for_some_time(self) -> "Entry":
        if self.effective_from and self.expires and self.expires <= self.effective_from:
            raise ValueError("失效日期必须晚于生效日期")
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether it is published and in force on a day, and nothing took its place."""
        begun = self.effective_from is None or self.effective_from <= day
        over = self.expires is not None and self.expires <= day
        return self.state is State.PUBLISHED and begun and not over and not self.superseded_by
