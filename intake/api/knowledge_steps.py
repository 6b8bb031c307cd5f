"""Routes that change entries: written, reviewed, rolled back, superseded, linked, deleted."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.desk import Reason
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.knowledge_entries import EntryId, readable
from intake.api.knowledge_shapes import links_shape
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.knowledge import desk
from intake.knowledge.desk import Seen
from intake.outcome import problem_of
from intake.store import knowledge_entries as entries
from intake.store.database import Session
from intake.store.idempotency import Answer
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_entries import KeptEntry
from intake.store.knowledge_links import Link, LinkKind, links_of
from knowledge.entries.content import Content
from knowledge.entries.entry import Entry
from knowledge.entries.life import Step

router = APIRouter(prefix="/v1/knowledge/entries", tags=["knowledge"])

MOST_AT_ONCE = 500
OtherId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Change = Callable[[Session, Seen, Doer], KeptEntry]


class Told(BaseModel):
    """What a request says beside what it changes; a reason where one is wanted."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason | None = None


class WantedStep(Told):
    """The step to take."""

    step: Step


class WantedVersion(Told):
    """The version whose words to take up again."""

    version: Annotated[int, Field(ge=1, le=999_999)]


class Successor(Told):
    """The entry that takes the place; empty where none does any more."""

    by: OtherId | Annotated[str, Field(max_length=0)]


class WantedLink(Told):
    """What to link to, and how."""

    other: OtherId
    kind: LinkKind = LinkKind.RELATED


class One(BaseModel):
    """One of many entries, as the caller saw it."""

    model_config = ConfigDict(extra="forbid")

    id: OtherId
    revision: Annotated[int, Field(ge=1)]


class WantedSteps(WantedStep):
    """The same step for many entries."""

    items: Annotated[list[One], Field(min_length=1, max_length=MOST_AT_ONCE)]


@router.post("", status_code=201)
def create(content: Content, staff: StaffDep, once: OnceDep) -> Response:
    """Add an entry as a draft."""

    def work(session: Session) -> Answer:
        kept = desk.create(session, content, Doer(officer=staff.officer))
        return _answer(kept, 201)

    return once.answer(content.model_dump_json() + staff.officer, lambda: work)


@router.post("/steps")
def take_steps(wanted: WantedSteps, staff: StaffDep, once: OnceDep) -> Response:
    """Take one step with many entries; those that cannot take it are told, the others do."""

    def take_one(session: Session, seen: Seen) -> None:
        readable(session, seen.id, staff)
        desk.take_step(session, seen, wanted.step, _doer(staff, wanted))

    def work(session: Session) -> Answer:
        asked = [Seen(each.id, each.revision) for each in wanted.items]
        done, failed = desk.each(session, asked, take_one)
        told: Shape = {
            "complete": not failed,
            "done": list(done),
            "failed": [{"id": each.id, "problem": problem_of(each.error)} for each in failed],
        }
        return Answer(status=200, body=told)

    return once.answer(wanted.model_dump_json() + staff.officer, lambda: work)


@router.put("/{entry_id}")
def edit(
    entry_id: EntryId, content: Content, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Write what is in the making anew, or begin the next version of what is published."""
    return _change(
        Seen(entry_id, seen),
        staff,
        content,
        once,
        lambda session, one, doer: desk.edit(session, one, content, doer),
    )


@router.post("/{entry_id}/steps")
def take_step(
    entry_id: EntryId, wanted: WantedStep, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Take a step: submit, return, publish, withdraw, discard."""
    return _change(
        Seen(entry_id, seen),
        staff,
        wanted,
        once,
        lambda session, one, doer: desk.take_step(session, one, wanted.step, doer),
    )


@router.post("/{entry_id}/rollback")
def roll_back(
    entry_id: EntryId, wanted: WantedVersion, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Make the next version, a draft, with the words of an older one."""
    return _change(
        Seen(entry_id, seen),
        staff,
        wanted,
        once,
        lambda session, one, doer: desk.roll_back(session, one, wanted.version, doer),
    )


@router.post("/{entry_id}/supersede")
def supersede(
    entry_id: EntryId, successor: Successor, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Say which entry takes the place of this one, or that none does any more."""
    return _change(
        Seen(entry_id, seen),
        staff,
        successor,
        once,
        lambda session, one, doer: desk.supersede(session, one, successor.by, doer),
    )


@router.post("/{entry_id}/delete")
def delete(
    entry_id: EntryId, told: Told, staff: StaffDep, seen: NeededVersion, once: OnceDep
) -> Response:
    """Remove an entry with every version and everything searched of it; the reason is kept."""

    def work(session: Session) -> Answer:
        readable(session, entry_id, staff)
        desk.delete(session, Seen(entry_id, seen), _doer(staff, told))
        return Answer(status=200, body={"id": entry_id, "deleted": True})

    return once.answer(f"{told.model_dump_json()}{seen}{staff.officer}", lambda: work)


@router.get("/{entry_id}/links")
def list_links(entry_id: EntryId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return what staff linked an entry to, of what the caller may read."""
    with office.store.read() as session:
        readable(session, entry_id, staff)
        return {"links": links_shape(_linked(session, entry_id, staff))}


@router.post("/{entry_id}/links", status_code=201)
def add_link(entry_id: EntryId, wanted: WantedLink, staff: StaffDep, once: OnceDep) -> Response:
    """Link an entry to another; linked so already, nothing changes."""

    def work(session: Session) -> Answer:
        for one in (entry_id, wanted.other):
            readable(session, one, staff)
        desk.link(session, entry_id, wanted.other, wanted.kind, _doer(staff, wanted))
        links = links_shape(_linked(session, entry_id, staff))
        return Answer(status=201, body={"links": links})

    return once.answer(wanted.model_dump_json() + staff.officer, lambda: work)


@router.delete("/{entry_id}/links")
def remove_link(
    entry_id: EntryId, link: Annotated[WantedLink, Query()], staff: StaffDep, once: OnceDep
) -> Response:
    """Undo a link."""

    def work(session: Session) -> Answer:
        readable(session, entry_id, staff)
        desk.unlink(session, entry_id, link.other, link.kind, _doer(staff, link))
        links = links_shape(_linked(session, entry_id, staff))
        return Answer(status=200, body={"links": links})

    return once.answer(link.model_dump_json() + staff.officer, lambda: work)


def _change(
    seen: Seen, staff: Caller, said: Told | Content, once: OnceDep, change: Change
) -> Response:
    doer = _doer(staff, said) if isinstance(said, Told) else Doer(officer=staff.officer)

    def work(session: Session) -> Answer:
        readable(session, seen.id, staff)
        return _answer(change(session, seen, doer), 200)

    return once.answer(f"{said.model_dump_json()}{seen.revision}{staff.officer}", lambda: work)


def _linked(session: Session, entry_id: str, staff: Caller) -> Sequence[tuple[Link, Entry]]:
    found = []
    for link in links_of(session, entry_id):
        kept = entries.read_kept(session, link.other)
        other = entries.read_version(session, link.other, kept.shown)
        if staff.may_read(other):
            found.append((link, other))
    return found


def _doer(staff: Caller, told: Told) -> Doer:
    return Doer(officer=staff.officer, reason=told.reason or "")


def _answer(kept: KeptEntry, status: int) -> Answer:
    body = kept.model_dump(mode="json")
    address = f"/api/v1/knowledge/entries/{kept.id}"
    headers = {"ETag": etag(kept.revision), "Location": address}
    return Answer(status=status, body=body, headers=headers)
