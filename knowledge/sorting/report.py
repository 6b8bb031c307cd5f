"""What is to be told of all files that came in together: copies, groups, tags, ornaments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.cleaning import folded, shared_lines
from knowledge.importing.draft import Draft, Understood
from knowledge.sorting.clusters import Cluster, find_clusters
from knowledge.sorting.copies import Pair, find_copies
from knowledge.sorting.related import Link, find_related
from knowledge.sorting.tags import Tag, propose_tags
from knowledge.sorting.text import Text, text_of
from models.records import Record

MOST_GROUPED: Final = 20_000
"""Drafts that are put in groups: there each is held against all others."""


class Sorted(Record):
    """Drafts in order among each other; ids are those ``ids_of`` gives."""

    copies: tuple[Pair, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    tags: Mapping[str, tuple[Tag, ...]] = {}
    related: Mapping[str, tuple[Link, ...]] = {}
    ornaments: tuple[str, ...] = ()
    """Lines that most of the files have: of their site, not of their text."""


@dataclass(frozen=True)
class Named:
    """A draft with what it is called in a report."""

    id: str
    draft: Draft


def ids_of(files: Sequence[Understood]) -> tuple[Named, ...]:
    """Return every draft, named by its file and its place in it."""
    return tuple(
        Named(f"{file.file}{f'·{draft.place}' if draft.place else ''}", draft)
        for file in files
        for draft in file.drafts
    )


def sort_out(files: Sequence[Understood], matters: Mapping[str, str] | None = None) -> Sorted:
    """Return what the drafts of several files have to do with each other; nothing is changed."""
    named = ids_of(files)
    texts: list[Text] = [text_of(each.draft, each.id) for each in named]
    pages = [file.drafts[0].body.splitlines() for file in files if len(file.drafts) == 1]
    common = shared_lines(pages)
    told = {line.strip() for lines in pages for line in lines if folded(line) in common}
    return Sorted(
        copies=find_copies(texts),
        clusters=find_clusters(texts) if len(texts) <= MOST_GROUPED else (),
        tags={text.id: propose_tags(text, matters) for text in texts},
        related=find_related(texts),
        ornaments=tuple(sorted(told)),
    )
