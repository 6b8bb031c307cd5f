"""What the API answers about entries of the knowledge base."""

from collections.abc import Iterable
from datetime import date

from intake.api.shapes import Shape
from intake.store.knowledge_acts import EntryAct
from intake.store.knowledge_entries import KeptEntry
from intake.store.knowledge_links import Link
from intake.store.knowledge_lists import Listed
from knowledge.entries.entry import Entry
from knowledge.entries.life import NAMES, STANDINGS, standing

PUBLIC = {
    *("id", "version", "kind", "title", "body", "questions", "keywords", "department", "tags"),
    *("source", "effective_from", "expires", "changed_at"),
}
"""What the public sees of an entry: nobody's name, and no readers."""
LINE = {
    *("id", "version", "kind", "title", "department", "tags", "readers", "state"),
    *("effective_from", "expires", "superseded_by", "author", "reviewer", "changed_at"),
}
"""What a list shows staff of a version."""


def listed_shape(listed: Listed, day: date, ahead: int) -> Shape:
    """Return one line of a list for staff."""
    return version_line(listed.entry, day, ahead) | _kept_shape(listed.kept)


def public_line(entry: Entry) -> Shape:
    """Return one line of a list for the public."""
    return entry.model_dump(mode="json", include=PUBLIC - {"body", "questions", "keywords"})


def public_shape(entry: Entry) -> Shape:
    """Return a published version for the public."""
    return entry.model_dump(mode="json", include=PUBLIC)


def version_line(entry: Entry, day: date, ahead: int) -> Shape:
    """Return where one version stands, without its words."""
    stands = standing(entry, day, ahead)
    return entry.model_dump(mode="json", include=LINE) | {
        "state_name": NAMES[entry.state],
        "standing": stands.value,
        "standing_name": STANDINGS[stands],
    }


def version_shape(entry: Entry, day: date, ahead: int) -> Shape:
    """Return one version with its words."""
    return entry.model_dump(mode="json") | version_line(entry, day, ahead)


def entry_shape(kept: KeptEntry, shown: Shape, acts: Iterable[EntryAct]) -> Shape:
    """Return an entry for staff: the version they work with, and what was done."""
    history = [each.model_dump(mode="json") for each in acts]
    return shown | _kept_shape(kept) | {"history": history}


def links_shape(links: Iterable[tuple[Link, Entry]]) -> list[Shape]:
    """Return links with the titles of the entries they lead to."""
    return [
        each.model_dump(mode="json") | {"title": entry.title, "state": entry.state.value}
        for each, entry in links
    ]


def _kept_shape(kept: KeptEntry) -> Shape:
    return kept.model_dump(
        mode="json",
        include={"origin", "revision", "newest", "live", "pending", "superseded_by", "opened_at"},
    )
