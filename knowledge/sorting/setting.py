"""Tags that are told plainly enough, written into a draft."""

from collections.abc import Sequence
from typing import Final

from knowledge.importing.draft import Draft
from knowledge.sorting.tags import Tag

KINDS: Final = ("audience", "industries", "channels", "districts", "matters")
"""Lists of a draft's tags; a responsible department is named by people."""


def with_tags(draft: Draft, tags: Sequence[Tag]) -> Draft:
    """Return a draft with the sure ones of the tags proposed for it.

    A list the file itself filled stays as it is.
    """
    told = {
        kind: tuple(tag.word for tag in tags if tag.kind == kind and tag.sure) for kind in KINDS
    }
    new = {kind: words for kind, words in told.items() if words and not getattr(draft.tags, kind)}
    return draft.model_copy(update={"tags": draft.tags.model_copy(update=new)})
