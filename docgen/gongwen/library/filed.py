"""A document as the library keeps it, and as the index sees it."""

import hashlib
from datetime import date, datetime
from functools import cache
from typing import Final

from pydantic import Field

from docgen.gongwen.library.facets import FILE as FACETS
from docgen.gongwen.library.facets import Facet, facet_of, read_facets, sorts
from docgen.gongwen.proofread.laws.shelf import COUNTRY, REPLACED, read_replaced
from knowledge.entries.entry import EVERYBODY, Entry, Kind, Source, State
from models.records import Record

LEVELS: Final = ("国家", "市", "区", "单位")
"""Of who issued it, the highest first."""
FACET: Final = "维度"
"""The name of the label by which collections are filtered."""
LONGEST: Final = 2_000_000
"""Characters of one document."""


def _is_empty(value: object) -> bool:
    """Tell what is left out where it is stored: a document of before such a field is the same."""
    return not value


class Ending(Record):
    """That a document holds no more."""

    on: date
    """The first day on which it does not."""
    by: str = Field(default="", max_length=300)
    """What put it out of force; empty where its time was over."""


class Filed(Record):
    """One document of the library."""

    title: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=LONGEST)
    """Markdown: headings from level 2, lists and tables."""
    sort: str = "其他"
    """What kind of document it is; one of `sorts`."""
    facet: str = Field(default="", max_length=20, exclude_if=_is_empty)
    """The collection its office put it in; empty where its own signs tell, see `collection`."""
    origin: str = Field(default="", max_length=300, exclude_if=_is_empty)
    """Of a set phrase, where it was said or written, as it is to be quoted."""
    ended_on: date | None = Field(default=None, exclude_if=_is_empty)
    """The first day on which it holds no more, see `ending`."""
    ended_by: str = Field(default="", max_length=300, exclude_if=_is_empty)
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
    def collection(self) -> Facet:
        """The collection it is in (维度).

        >>> Filed(title="样张条例", body="第一条　为了示范。", sort="法律法规").collection.title
        '法律法规'
        """
        return facet_of(self.facet, self.sort, self.title, self.body)

    @property
    def ending(self) -> Ending | None:
        """Since when and by what it holds no more; of a law also as quotations are checked by.

        >>> Filed(title="中华人民共和国合同法", body="第一条", sort="法律法规").ending.on
        datetime.date(2021, 1, 1)
        """
        if self.ended_on:
            return Ending(on=self.ended_on, by=self.ended_by)
        known = read_replaced().get(self.title.removeprefix(COUNTRY))
        if known and self.collection.articles:
            return Ending(on=known.since, by=f"{known.by}（现为《{known.now}》）")
        return None

    @property
    def labels(self) -> tuple[str, ...]:
        """What it can be filtered by."""
        year = f"年份={self.issued_on.year}" if self.issued_on else ""
        issuer = f"机关={self.issuer}" if self.issuer else ""
        facet = f"{FACET}={self.collection.title}"
        told = (facet, f"种类={self.sort}", f"层级={self.level}", year, issuer)
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


def undeclared(filed: Filed) -> str:
    """Return which of a document's words for kind, level and collection are no declared ones.

    >>> undeclared(Filed(title="样张", body="一", sort="诗", level="省"))
    '种类“诗”、层级“省”'
    """
    known = {
        "种类": (filed.sort, {*sorts()}),
        "层级": (filed.level, {*LEVELS}),
        FACET: (filed.facet, {"", *(facet.title for facet in read_facets())}),
    }
    return "、".join(
        f"{name}“{told[:20]}”" for name, (told, all_) in known.items() if told not in all_
    )


@cache
def declared() -> str:
    """Return a mark of the declarations that decide how a document is found."""
    told = b"".join(file.read_bytes() for file in (FACETS, REPLACED))
    return hashlib.sha256(told).hexdigest()[:8]


def entry_of(filed: Filed, version: int, changed_at: datetime) -> Entry:
    """Return the document as the index takes it in."""
    return Entry(
        id=filed.id,
        version=version,
        kind=Kind.LAW if filed.collection.articles else Kind.POLICY,
        title=filed.title,
        body=filed.body,
        keywords=(filed.number,) if filed.number else (),
        department=filed.issuer or "公文库",
        source=Source(
            title=filed.title, issuer=filed.issuer, number=filed.number, issued_on=filed.issued_on
        ),
        labels=filed.labels,
        readers=filed.readers,
        expires=filed.ending.on if filed.ending else None,
        state=State.PUBLISHED,
        author="公文库",
        changed_at=changed_at,
    )
