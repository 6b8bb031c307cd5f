"""The collections of the library (维度): ``facets.toml``, and which of them a document is in."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from docgen.gongwen.document.kinds import kind_of_title, read_kinds
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_suffix(".toml")
OPENING: Final = 200
"""Characters of a body in which signs are looked for."""
UNSORTED: Final = "其他"


class Facet(Spec):
    """One collection."""

    title: str
    hint: str
    """What is in it, for whoever searches."""
    sorts: tuple[str, ...]
    titles: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    articles: bool = False
    phrase: bool = False
    rest: bool = False

    @cached_property
    def _titled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.titles))

    @cached_property
    def _opened(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(each, re.MULTILINE) for each in self.openings)

    def is_title(self, title: str) -> bool:
        """Tell whether a title bears a sign of it."""
        return any(each.search(title) for each in self._titled)

    def opens(self, body: str) -> bool:
        """Tell whether the first lines of a body bear a sign of it."""
        return any(each.search(body[:OPENING]) for each in self._opened)


class _Facets(Spec):
    facet: tuple[Facet, ...]


@cache
def read_facets() -> tuple[Facet, ...]:
    """Return the collections in their order; the file is read once."""
    return read_spec(FILE, _Facets).facet


def sort_of(title: str) -> str:
    """Return what kind of document a title names.

    >>> sort_of("关于印发防汛预案的通知"), sort_of("上海市道路运输管理条例"), sort_of("工作安排")
    ('通知', '法律法规', '其他')
    >>> sort_of("在样张区防汛工作会议上的讲话"), sort_of("《样张区停车办法》政策解读")
    ('重要讲话', '政策解读')
    >>> sort_of("基层减负工作方法")
    '其他'
    """
    kind = kind_of_title(title)
    if kind:
        return read_kinds()[kind].title
    plain = title.strip().removesuffix("》")
    return next((each.sorts[0] for each in read_facets() if each.is_title(plain)), UNSORTED)


def sorts() -> Iterator[str]:
    """Yield everything a document can be sorted as."""
    kinds = [kind.title for kind in read_kinds().values()]
    yield from kinds
    beside = (sort for facet in read_facets() if not facet.rest for sort in facet.sorts)
    last = (sort for facet in read_facets() if facet.rest for sort in facet.sorts)
    yield from (sort for sort in (*beside, *last) if sort not in kinds)


def facet_of(told: str, sort: str, title: str, body: str) -> Facet:
    """Return the collection of a document; ``told`` is what its office put it in, or ''.

    >>> facet_of("", "其他", "一图读懂样张办法", "").title, facet_of("", "通知", "通知", "").title
    ('政策解读', '公文')
    >>> facet_of("", "其他", "工作会议", "同志们：今天开会。").title
    '重要讲话'
    """
    by_title, by_sort, rest = _arranged()
    if told in by_title:
        return by_title[told]
    if sort != UNSORTED:
        return by_sort.get(sort, rest)
    known = by_sort.get(sort_of(title), rest)
    opened = (facet for facet in read_facets() if facet.opens(body))
    return next(opened, rest) if known is rest else known


@cache
def _arranged() -> tuple[Mapping[str, Facet], Mapping[str, Facet], Facet]:
    """Return the collections by title and by kind, and the one of all the rest."""
    facets = read_facets()
    by_sort = {sort: facet for facet in facets for sort in facet.sorts}
    rest = next(facet for facet in facets if facet.rest)
    return {facet.title: facet for facet in facets}, by_sort, rest
