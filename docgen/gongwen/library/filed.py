"""A document as the library keeps it, and as the index sees it."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from pydantic import Field

from docgen.gongwen.document.kinds import kind_of_title, read_kinds
from knowledge.entries.entry import EVERYBODY, Entry, Kind, Source, State
from models.records import Record

LEVELS: Final = ("国家", "市", "区", "单位")
"""Of who issued it, the highest first."""
SORTS: Final = ("法律法规", "政策解读", "重要讲话", "固定表述", "范文", "其他")
"""What is none of the kinds of official documents."""
LONGEST: Final = 2_000_000
"""Characters of one document."""


class Filed(Record):
    """One document of the library."""

    title: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=LONGEST)
    """Markdown: headings from level 2, lists and tables."""
    sort: str = "其他"
    """A kind of document (文种) or one of ``SORTS``."""
    level: str = "单位"
    issuer: str = Field(default="", max_length=200)
    number: str = Field(default="", max_length=100)
    """Document number (文号)."""
    issued_on: date | None = None
    readers: tuple[str, ...] = (EVERYBODY,)
    """Departments and persons that may read it; ``EVERYBODY`` among them: all staff."""

    @property
    def id(self) -> str:
        """Name it by what tells it from others, so that a bulk update brings none in twice.

        >>> Filed(title="样张", body="一", number="样发〔2026〕1号").id == Filed(
        ...     title="样张", body="二", number="样发〔2026〕1号").id
        True
        """
        return _id(self)

    @property
    def labels(self) -> tuple[str, ...]:
        """What it can be filtered by."""
        year = f"年份={self.issued_on.year}" if self.issued_on else ""
        issuer = f"机关={self.issuer}" if self.issuer else ""
        told = (f"种类={self.sort}", f"层级={self.level}", year, issuer)
        return tuple(each for each in told if each)


class Named(Record):
    """What tells a document from all others, where the document itself is not at hand."""

    title: str = Field(min_length=1, max_length=200)
    issuer: str = Field(default="", max_length=200)
    number: str = Field(default="", max_length=100)
    issued_on: date | None = None
    """Counts where there is no number."""

    @property
    def id(self) -> str:
        """The id of the document of that name.

        >>> Filed(title="样张", body="一", number="样发〔2026〕1号").id == Named(
        ...     title="样张", number="样发〔2026〕1号", issued_on=date(2026, 3, 1)).id
        True
        """
        return _id(self)


def _id(named: Filed | Named) -> str:
    told = "\n".join((named.number or str(named.issued_on or ""), named.issuer, named.title))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def sort_of(title: str) -> str:
    """Return what kind of document a title names.

    >>> sort_of("关于印发防汛预案的通知"), sort_of("上海市道路运输管理条例"), sort_of("工作安排")
    ('通知', '法律法规', '其他')
    """
    kind = kind_of_title(title)
    if kind:
        return read_kinds()[kind].title
    law = title.rstrip("》").endswith(("法", "条例", "规定", "办法", "实施细则"))
    return "法律法规" if law else "其他"


def sorts() -> Iterator[str]:
    """Yield everything a document can be sorted as."""
    yield from (kind.title for kind in read_kinds().values())
    yield from SORTS


def entry_of(filed: Filed, version: int, changed_at: datetime) -> Entry:
    """Return the document as the index takes it in."""
    return Entry(
        id=filed.id,
        version=version,
        kind=Kind.LAW if filed.sort == "法律法规" else Kind.POLICY,
        title=filed.title,
        body=filed.body,
        keywords=(filed.number,) if filed.number else (),
        department=filed.issuer or "公文库",
        source=Source(
            title=filed.title, issuer=filed.issuer, number=filed.number, issued_on=filed.issued_on
        ),
        labels=filed.labels,
        readers=filed.readers,
        state=State.PUBLISHED,
        author="公文库",
        changed_at=changed_at,
    )
