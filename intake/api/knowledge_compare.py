"""Routes that hold entries against each other: two versions of one, and one beside the others."""

from typing import Annotated

from fastapi import APIRouter, Query

from intake.api.deps import OfficeDep
from intake.api.knowledge_caller import StaffDep
from intake.api.knowledge_entries import EntryId, readable, version_for
from intake.api.shapes import Shape
from intake.clock import today
from intake.knowledge.comparing import look_beside
from knowledge.index.scope import Scope
from knowledge.sorting.versions import Change, compare_versions

router = APIRouter(prefix="/v1/knowledge/entries", tags=["knowledge"])

VersionNumber = Annotated[int, Query(ge=1, le=999_999)]


@router.get("/{entry_id}/diff")
def compare(
    entry_id: EntryId, old: VersionNumber, new: VersionNumber, office: OfficeDep, staff: StaffDep
) -> Shape:
    """Return what changed from one version to another, changes of figures and days first."""
    with office.store.read() as session:
        readable(session, entry_id, staff)
        both = [version_for(session, entry_id, each, staff) for each in (old, new)]
    changes = compare_versions(*both)
    told = [_change(each) for each in changes]
    return {"id": entry_id, "old": old, "new": new, "changes": told}


@router.get("/{entry_id}/related")
def show_related(entry_id: EntryId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return published entries that belong to one, and those that say the same, with reasons."""
    with office.store.read() as session:
        _, entry = readable(session, entry_id, staff)
    scope = Scope(day=today(), departments=staff.departments)
    beside = look_beside(office.shelf, entry, scope)
    related = [
        {"entry": each.other, "title": beside.titles[each.other], "score": each.score}
        | {"reasons": list(each.reasons)}
        for each in beside.related
    ]
    copies = []
    for pair in beside.copies:
        other = pair.other if pair.one == entry_id else pair.one
        said = pair.model_dump(mode="json", include={"likeness", "newer", "reason", "proposal"})
        copies.append({"entry": other, "title": beside.titles[other], "how": pair.copy_} | said)
    return {"related": related, "copies": copies}


def _change(change: Change) -> Shape:
    return change.model_dump(mode="json") | {"weighty": change.weighty}
