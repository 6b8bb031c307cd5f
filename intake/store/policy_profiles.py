"""Firms' profiles and their check-ups, sealed; found again by a mark of the credit code."""

import zlib
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update

from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from knowledge.policies import Checkup, Profile
from models.errors import NotFoundError, StaleRecordError
from models.records import Record

rows, checkups = tables.policy_profiles, tables.policy_checkups
KEPT_CHECKUPS: Final = 20
"""Check-ups kept of one firm; older ones make room (DESIGN)."""
CHECKUPS: Final = TypeAdapter(tuple[Checkup, ...])


class KeptProfile(Record):
    """One firm's profile as it is kept."""

    id: str
    version: int
    """Rises with every change; carried as the ETag."""
    opted_out: bool
    """True when the firm wants no reminders."""
    changed_at: datetime
    profile: Profile


class CheckedOn(Record):
    """A day on which a firm was checked."""

    number: int
    on: date
    made_at: datetime


def open_profile(session: Session, profile: Profile) -> KeptProfile:
    """Keep the profile of a firm that has none yet, and return it."""
    moment = now()
    profile_id = uuid4().hex
    row = insert(rows).values(
        id=profile_id,
        mark=_mark(session, profile.uscc),
        version=1,
        opted_out=0,
        opened_at=moment,
        changed_at=moment,
        sealed=_seal(session, profile_id, profile),
    )
    session.connection.execute(row)
    return read_profile(session, profile_id)


def find_profile(session: Session, uscc: str) -> KeptProfile | None:
    """Return the profile of the firm with a credit code, None where there is none."""
    wanted = select(rows.c.id).where(rows.c.mark == _mark(session, uscc))
    found = session.connection.execute(wanted).scalar_one_or_none()
    return read_profile(session, found) if found else None


def read_profile(session: Session, profile_id: str) -> KeptProfile:
    """Return a profile; raises ``NotFoundError``."""
    wanted = select(rows).where(rows.c.id == profile_id)
    if session.writes:
        wanted = wanted.with_for_update()
    row = session.connection.execute(wanted).first()
    if row is None:
        raise NotFoundError("没有这份企业信息。")
    opened = session.sealer.open(row.sealed, _place(profile_id))
    return KeptProfile(
        id=row.id,
        version=row.version,
        opted_out=bool(row.opted_out),
        changed_at=row.changed_at,
        profile=Profile.model_validate_json(opened),
    )


def list_profiles(session: Session, after: str = "", most: int = 200) -> tuple[str, ...]:
    """Return ids of profiles in order, those after ``after``."""
    wanted = select(rows.c.id).where(rows.c.id > after).order_by(rows.c.id).limit(most)
    return tuple(session.connection.execute(wanted).scalars())


def save_profile(session: Session, seen: KeptProfile, profile: Profile) -> KeptProfile:
    """Keep a changed profile; raises ``StaleRecordError`` when somebody was there first."""
    sealed = _seal(session, seen.id, profile)
    return _change(session, seen, sealed=sealed)


def choose_reminders(session: Session, seen: KeptProfile, *, wanted: bool) -> KeptProfile:
    """Keep whether a firm wants reminders."""
    return _change(session, seen, opted_out=int(not wanted))


def add_checkups(session: Session, profile_id: str, made: tuple[Checkup, ...]) -> None:
    """Keep a firm's check-ups as the newest, and let the oldest go."""
    packed = zlib.compress(CHECKUPS.dump_json(made))
    row = insert(checkups).values(
        profile_id=profile_id,
        checked_on=made[0].on if made else now().date(),
        made_at=now(),
        sealed=session.sealer.seal(packed, f"{_place(profile_id)}/checkups"),
    )
    session.connection.execute(row)
    numbers = [each.number for each in list_checkups(session, profile_id)]
    old = checkups.c.seq.in_(numbers[KEPT_CHECKUPS:])
    session.connection.execute(delete(checkups).where(old))


def list_checkups(session: Session, profile_id: str) -> tuple[CheckedOn, ...]:
    """Return when a firm was checked, the newest first."""
    wanted = select(checkups.c.seq, checkups.c.checked_on, checkups.c.made_at)
    mine = wanted.where(checkups.c.profile_id == profile_id).order_by(checkups.c.seq.desc())
    found = session.connection.execute(mine)
    return tuple(CheckedOn(number=row[0], on=row[1], made_at=row[2]) for row in found)


def latest_checkups(session: Session, profile_id: str) -> tuple[Checkup, ...]:
    """Return a firm's newest check-ups; none when it was never checked."""
    wanted = select(checkups.c.sealed).where(checkups.c.profile_id == profile_id)
    newest = wanted.order_by(checkups.c.seq.desc()).limit(1)
    sealed = session.connection.execute(newest).scalar_one_or_none()
    if sealed is None:
        return ()
    packed = session.sealer.open(sealed, f"{_place(profile_id)}/checkups")
    return CHECKUPS.validate_json(zlib.decompress(packed))


def _change(session: Session, seen: KeptProfile, **values: object) -> KeptProfile:
    same = (rows.c.id == seen.id) & (rows.c.version == seen.version)
    kept = {"version": seen.version + 1, "changed_at": now(), **values}
    changed = session.connection.execute(update(rows).where(same).values(**kept))
    if not changed.rowcount:
        raise StaleRecordError("企业信息已被修改，没有覆盖。")
    return read_profile(session, seen.id)


def _mark(session: Session, uscc: str) -> str:
    return session.sealer.sign(f"uscc|{uscc}".encode()).hex()


def _seal(session: Session, profile_id: str, profile: Profile) -> bytes:
    return session.sealer.seal(profile.model_dump_json().encode(), _place(profile_id))


def _place(profile_id: str) -> str:
    return f"policy_profiles/{profile_id}"
