"""Check a firm, keep the outcome, and check again after an edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.clock import today
from intake.knowledge.policies.reckoning import calculator_on
from intake.knowledge.policies.registers import edit_profile, fill_profile, unfilled_profile
from intake.office import Office
from intake.store import policy_profiles as profiles
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.policy_profiles import KeptProfile
from knowledge.policies import (
    Checkup,
    Edit,
    Library,
    Profile,
    Recheck,
    check,
    check_again,
    check_all,
    declared_profile,
    prove_values,
)
from models.errors import StaleRecordError


@dataclass(frozen=True)
class Done:
    """A kept profile with its check-ups, and what the last step changed."""

    kept: KeptProfile
    recheck: Recheck


def check_values(
    library: Library, values: Mapping[str, str], on: date, code: str = ""
) -> tuple[Checkup, ...]:
    """Return check-ups of a firm that is described, not stored: of one policy, or of all."""
    prove_values(library.keys, values)
    profile = declared_profile("", values)
    if code:
        return (check(library, library.policy(code), profile, on, calculator_on(on)),)
    return check_all(library, profile, on, calculator_on(on))


def ask_registers(office: Office, library: Library, standing: Profile) -> Profile:
    """Return a profile as the registers tell it now; slow, so done before a transaction."""
    return fill_profile(library.keys, office.registry.sources, office.connectors, standing)


def standing_profile(office: Office, uscc: str) -> tuple[Library, Profile]:
    """Return the policies in force and what is known of a firm; raises for a wrong code."""
    empty = unfilled_profile(uscc)
    with office.store.read() as session:
        kept = profiles.find_profile(session, empty.uscc)
        return office.policies.library(session), kept.profile if kept else empty


def keep_filled(session: Session, office: Office, filled: Profile) -> Done:
    """Keep what the registers told of a firm, with its check-ups; what it said itself stays."""
    kept = profiles.find_profile(session, filled.uscc)
    if kept is None:
        kept = profiles.open_profile(session, filled)
        before = Profile(uscc=filled.uscc)
    else:
        before = kept.profile
        if _said(before) != _said(filled):
            raise StaleRecordError("查询登记库期间企业修改了信息，请重新体检。")
        kept = profiles.save_profile(session, kept, filled)
    log_action(session, "policy.filled", "", {"profile": kept.id})
    return _checked(session, office, kept, before)


def keep_edit(
    session: Session, office: Office, profile_id: str, seen: int, values: Mapping[str, str]
) -> Done:
    """Keep what a firm says of itself and check again; raises ``StaleRecordError``."""
    kept = profiles.read_profile(session, profile_id)
    if kept.version != seen:
        raise StaleRecordError("企业信息已被修改，没有覆盖。")
    library = office.policies.library(session)
    prove_values(library.keys, values)
    before = kept.profile
    kept = profiles.save_profile(session, kept, edit_profile(library.keys, before, values))
    log_action(session, "policy.edited", "", {"profile": kept.id, "keys": sorted(values)})
    return _checked(session, office, kept, before)


def check_kept(session: Session, office: Office, kept: KeptProfile) -> Done:
    """Check a firm anew where the day or a policy is another than at its last check-up."""
    return _checked(session, office, kept, kept.profile)


def _checked(session: Session, office: Office, kept: KeptProfile, before: Profile) -> Done:
    on = today()
    earlier = profiles.latest_checkups(session, kept.id)
    edit = Edit(before, kept.profile)
    library = office.policies.library(session)
    recheck = check_again(library, earlier, edit, on, calculator_on(on))
    if recheck.recomputed or len(recheck.checkups) != len(earlier):
        profiles.add_checkups(session, kept.id, recheck.checkups)
    return Done(kept, recheck)


def _said(profile: Profile) -> dict[str, str]:
    return {fact.key: fact.value for fact in profile.facts if fact.confirmed_by}
