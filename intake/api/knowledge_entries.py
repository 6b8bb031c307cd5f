"""Routes over entries of the knowledge base: lists, one entry, its versions."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import OfficeDep, etag
from intake.api.knowledge_caller import Caller, CallerDep, StaffDep
from intake.api.knowledge_imports import original
from intake.api.knowledge_shapes import (
    entry_shape,
    listed_shape,
    public_line,
    public_shape,
    version_line,
    version_shape,
)
from intake.api.shapes import Shape
from intake.clock import today
from intake.office import Office
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.knowledge_acts import acts_of
from intake.store.knowledge_entries import KeptEntry
from intake.store.knowledge_imports import file_with
from intake.store.knowledge_lists import (
    PAGE,
    Circumstances,
    Filter,
    Wanted,
    count_standings,
    list_entries,
)
from knowledge.entries.entry import EVERYBODY, Entry, Kind
from models.errors import NotFoundError

router = APIRouter(prefix="/v1/knowledge/entries", tags=["knowledge"])

EntryId = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[int, Path(ge=1, le=999_999)]
GONE = "没有这个知识条目，可能已经删除。"


class EntryFilter(BaseModel):
    """Which entries to list."""

    model_config = ConfigDict(extra="forbid")

    state: Wanted | None = None
    department: Annotated[str, Field(max_length=64)] = ""
    kind: Kind | None = None
    tag: Annotated[str, Field(max_length=64)] = ""
    q: Annotated[str, Field(max_length=64)] = ""
    """Part of a title, a body, a question or a keyword."""
    author: Annotated[str, Field(max_length=64)] = ""
    page: Annotated[int, Field(ge=1, le=10000)] = 1


@router.get("")
def list_all(
    office: OfficeDep, caller: CallerDep, chosen: Annotated[EntryFilter, Query()]
) -> Shape:
    """Return one page of entries; the public sees what is in force and open to everybody."""
    wanted = Filter(
        state="holding" if caller.is_public else chosen.state,
        department=chosen.department,
        kind=chosen.kind.value if chosen.kind else "",
        tag=chosen.tag,
        words=chosen.q.strip(),
        author="" if caller.is_public else chosen.author,
    )
    seen = Circumstances(today(), office.settings.knowledge.expiring_days, caller.departments)
    with office.store.read() as session:
        total, found = list_entries(session, wanted, seen, chosen.page)
        counts = {} if caller.is_public else count_standings(session, wanted, seen)
    items = [
        public_line(each.entry) if caller.is_public else listed_shape(each, seen.day, seen.ahead)
        for each in found
    ]
    pages = max(1, -(-total // PAGE))
    told = {"items": items, "total": total, "page": chosen.page, "pages": pages}
    return told if caller.is_public else told | {"standings": counts}


@router.get("/{entry_id}")
def show(entry_id: EntryId, office: OfficeDep, caller: CallerDep, response: Response) -> Shape:
    """Return an entry: for the public what is in force, for staff the version they work with."""
    with office.store.read() as session:
        if caller.is_public:
            return public_shape(live_for_all(session, entry_id))
        kept, shown = readable(session, entry_id, caller)
        acts = acts_of(session, entry_id)
    response.headers["ETag"] = etag(kept.revision)
    return entry_shape(kept, _version(office, shown), acts)


@router.get("/{entry_id}/versions")
def list_versions(entry_id: EntryId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return every version of an entry without its words, the newest first."""
    with office.store.read() as session:
        kept, _ = readable(session, entry_id, staff)
        found = [each for each in entries.list_versions(session, entry_id) if staff.may_read(each)]
    day, ahead = today(), office.settings.knowledge.expiring_days
    lines = [version_line(each, day, ahead) for each in reversed(found)]
    return {"id": entry_id, "live": kept.live, "pending": kept.pending, "versions": lines}


@router.get("/{entry_id}/versions/{version}")
def show_version(entry_id: EntryId, version: Version, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return one version with its words, as it was or is."""
    with office.store.read() as session:
        readable(session, entry_id, staff)
        return _version(office, version_for(session, entry_id, version, staff))


@router.get("/{entry_id}/original")
def download_original(entry_id: EntryId, office: OfficeDep, staff: StaffDep) -> Response:
    """Return the file an entry was imported from; raises ``NotFoundError`` where there is none."""
    with office.store.read() as session:
        _, shown = readable(session, entry_id, staff)
        file = file_with(session, shown.source.digest) if shown.source.digest else None
    if file is None:
        raise NotFoundError("这个条目不是从文件导入的，或没有保存原件。")
    return original(office, file)


def live_for_all(session: Session, entry_id: str) -> Entry:
    """Return what the public may read of an entry today; raises ``NotFoundError``."""
    for entry in entries.live_entries(session, [entry_id]):
        if EVERYBODY in entry.readers and entry.holds_on(today()):
            return entry
    raise NotFoundError(GONE)


def readable(session: Session, entry_id: str, staff: Caller) -> tuple[KeptEntry, Entry]:
    """Return an entry and the version staff work with; raises ``NotFoundError``.

    What somebody may not read is not there for them.
    """
    kept = entries.read_kept(session, entry_id)
    return kept, version_for(session, entry_id, kept.shown, staff)


def version_for(session: Session, entry_id: str, version: int, staff: Caller) -> Entry:
    """Return a version that staff may read; raises ``NotFoundError``."""
    entry = entries.read_version(session, entry_id, version)
    if not staff.may_read(entry):
        raise NotFoundError(GONE)
    return entry


def _version(office: Office, entry: Entry) -> Shape:
    return version_shape(entry, today(), office.settings.knowledge.expiring_days)
