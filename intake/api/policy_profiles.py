"""Firms' profiles: filled from the registers, edited by the firm, checked and reminded."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.once import OnceDep, Work
from intake.api.policies import Code, Told
from intake.api.policy_shapes import (
    checkup_shape,
    checkups_shape,
    history_shape,
    profile_shape,
    reminder_shape,
)
from intake.api.shapes import Shape
from intake.knowledge.policies import checkups
from intake.knowledge.policies.checkups import Done
from intake.knowledge.policies.pushing import push
from intake.office import Office
from intake.store import policy_profiles as profiles
from intake.store import policy_reminders as reminders
from intake.store.database import Session
from intake.store.idempotency import Answer
from models.errors import NotFoundError, StaleRecordError

router = APIRouter(prefix="/v1/policies/profiles", tags=["policies"])

ProfileId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
ReminderId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class Firm(BaseModel):
    """Which firm to check."""

    model_config = ConfigDict(extra="forbid")

    uscc: Annotated[str, Field(min_length=1, max_length=40)]


class Edit(BaseModel):
    """What the firm says of itself; a blank takes a value back to unknown."""

    model_config = ConfigDict(extra="forbid")

    values: Annotated[Told, Field(min_length=1)]


class Choice(BaseModel):
    """Whether the firm wants reminders."""

    model_config = ConfigDict(extra="forbid")

    reminders: bool


@router.post("")
def check_firm(firm: Firm, once: OnceDep) -> Response:
    """Ask the registers about a firm, check it against every policy, and keep the outcome.

    Called again it asks the registers anew; what the firm said of itself stays.
    """

    def prepare() -> Work:
        library, standing = checkups.standing_profile(once.office, firm.uscc)
        filled = checkups.ask_registers(once.office, library, standing)

        def work(session: Session) -> Answer:
            return _answer(session, once.office, checkups.keep_filled(session, once.office, filled))

        return work

    return once.answer(firm.uscc, prepare)


@router.get("/{profile_id}")
def show_profile(profile_id: ProfileId, office: OfficeDep, response: Response) -> Shape:
    """Return what is known of a firm, each value with its source and day."""
    with office.store.read() as session:
        kept = profiles.read_profile(session, profile_id)
        library = office.policies.library(session)
    response.headers["ETag"] = etag(kept.version)
    return profile_shape(kept, library, office.registry.sources)


@router.patch("/{profile_id}")
def edit_profile(profile_id: ProfileId, edit: Edit, seen: NeededVersion, once: OnceDep) -> Response:
    """Keep what the firm says of itself, check again, and tell what became different."""

    def work(session: Session) -> Answer:
        done = checkups.keep_edit(session, once.office, profile_id, seen, edit.values)
        return _answer(session, once.office, done)

    return once.answer(f"{edit.model_dump_json()}{seen}", lambda: work)


@router.get("/{profile_id}/checkups")
def list_checkups(profile_id: ProfileId, office: OfficeDep) -> Shape:
    """Return the ranked check-ups; what another day or edition concerns is judged anew first."""
    with office.store.write() as session:
        kept = profiles.read_profile(session, profile_id)
        done = checkups.check_kept(session, office, kept)
        shape = checkups_shape(done, office.policies.library(session))
        return shape | {"history": history_shape(profiles.list_checkups(session, profile_id))}


@router.get("/{profile_id}/checkups/{code}")
def show_checkup(profile_id: ProfileId, code: Code, office: OfficeDep) -> Shape:
    """Return one whole check-up: every condition, what to do, the materials, the forecast."""
    with office.store.write() as session:
        kept = profiles.read_profile(session, profile_id)
        library = office.policies.library(session)
        done = checkups.check_kept(session, office, kept)
    made = next((each for each in done.recheck.checkups if each.policy == code), None)
    if made is None:
        raise NotFoundError(f"没有编号为“{code}”的政策。")
    return checkup_shape(made, library, office.registry.sources)


@router.put("/{profile_id}/reminders")
def choose_reminders(
    profile_id: ProfileId, choice: Choice, seen: NeededVersion, once: OnceDep
) -> Response:
    """Keep whether the firm wants reminders."""

    def work(session: Session) -> Answer:
        kept = profiles.read_profile(session, profile_id)
        if kept.version != seen:
            raise StaleRecordError("企业信息已被修改，没有覆盖。")
        kept = profiles.choose_reminders(session, kept, wanted=choice.reminders)
        body = {"profile": kept.id, "version": kept.version, "reminders": not kept.opted_out}
        return Answer(status=200, body=body, headers={"ETag": etag(kept.version)})

    return once.answer(f"{choice.reminders}{seen}", lambda: work)


@router.get("/{profile_id}/reminders")
def list_reminders(profile_id: ProfileId, office: OfficeDep) -> Shape:
    """Return everything the firm was told, what is due last first."""
    with office.store.read() as session:
        kept = profiles.read_profile(session, profile_id)
        told = reminders.list_reminders(session, profile_id)
    return {"wanted": not kept.opted_out, "items": [reminder_shape(each) for each in told]}


@router.post("/{profile_id}/reminders/run")
def remind_now(profile_id: ProfileId, office: OfficeDep) -> Shape:
    """Check one firm now and return what is new to tell; nothing is told twice."""
    return {"items": [reminder_shape(each) for each in push(office, profile_id)]}


@router.post("/{profile_id}/reminders/{reminder_id}/seen")
def see_reminder(profile_id: ProfileId, reminder_id: ReminderId, office: OfficeDep) -> Shape:
    """Note that the firm has seen a reminder."""
    with office.store.write() as session:
        return reminder_shape(reminders.mark_seen(session, profile_id, reminder_id))


def _answer(session: Session, office: Office, done: Done) -> Answer:
    shape = checkups_shape(done, office.policies.library(session))
    return Answer(status=200, body=shape, headers={"ETag": etag(done.kept.version)})
