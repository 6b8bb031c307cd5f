"""Which sources a form needs, what each is asked, and when that can be asked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.records import FormValue
from models.specs import FormField, QuerySpec, SourceSpec, need

ASKED_BY: Final = {"register", "licence", "derived", "calculated"}
"""Kinds of source that need something known to be asked by."""


@dataclass(frozen=True)
class Wanted:
    """One query of a source, and the boxes wanted from it."""

    source: SourceSpec
    query: QuerySpec
    keys: tuple[str, ...]

    def can_be_asked(self, boxes: Mapping[str, FormValue]) -> bool:
        """Return whether everything it cannot do without is known."""
        if self.source.kind not in ASKED_BY:
            return True
        known = {key for key, box in boxes.items() if box.value}
        needed = {key for key in self.query.needs if key in boxes}
        return bool(known & set(self.query.by)) and needed <= known

    def is_ready(self, boxes: Mapping[str, FormValue]) -> bool:
        """Return whether waiting for other sources could not make the question better."""
        best = [key for key in self.query.by if key in boxes][:1]
        told = [*self.query.picks.values(), *self.query.avoids.values()]
        if self.source.kind in ASKED_BY:
            told += best
        blank = any(key in boxes and not boxes[key].value for key in told)
        return self.can_be_asked(boxes) and not blank


def wanted_of(
    form: Sequence[FormField], sources: Mapping[str, SourceSpec], also: Collection[str]
) -> list[Wanted]:
    """Return every query the form needs; raises ``SpecError`` when a source is not declared.

    Sources named in ``also`` are asked whether they know the subject, even if no box names them.
    """
    named = dict.fromkeys([*(code for box in form for code in box.sources), *also])
    need("form", "source", named, sources)
    return [wanted for name in named for wanted in _queries(sources[name], form)]


def _queries(source: SourceSpec, form: Sequence[FormField]) -> Iterator[Wanted]:
    """Yield the queries that fill or compare a box, else the first that could be asked."""
    boxes = {box.key for box in form}
    fitting = [query for query in source.queries if _fits(source, query, boxes)]
    useful = [Wanted(source, query, _keys(source, query, form)) for query in fitting]
    asked = [wanted for wanted in useful if wanted.keys]
    yield from asked or useful[:1] or [Wanted(source, source.queries[0], ())]


def _fits(source: SourceSpec, query: QuerySpec, boxes: Collection[str]) -> bool:
    """Return whether a form has what the query is asked by, and what tells its records apart."""
    told = [names for names in (query.by, tuple(query.picks.values())) if names]
    return source.kind == "account" or all(any(key in boxes for key in names) for names in told)


def _keys(source: SourceSpec, query: QuerySpec, form: Sequence[FormField]) -> tuple[str, ...]:
    return tuple(
        box.key
        for box in form
        if box.key in query.compares
        or (source.id in box.sources and source.answers(query, box.key))
    )
