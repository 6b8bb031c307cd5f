"""How policies, profiles and check-ups look to a page or a platform."""

from collections.abc import Mapping

from intake.api.shapes import Shape
from intake.clock import today
from intake.knowledge.policies.checkups import Done
from intake.knowledge.policies.registers import silent
from intake.knowledge.policies.upkeep import Affected
from intake.store.policy_editions import Edition
from intake.store.policy_profiles import CheckedOn, KeptProfile
from intake.store.policy_reminders import KeptReminder
from knowledge.policies import (
    DECLARED,
    Checkup,
    Condition,
    Library,
    Policy,
    edition,
    period_of,
    unknown_keys,
)
from models.records import FormValue
from models.specs import SourceSpec

Sources = Mapping[str, SourceSpec]
SELF = "企业自报"
ASKED_NEXT = 10
"""Keys a page is told to ask for next."""


def policy_line(policy: Policy) -> Shape:
    """Return a policy as it stands in a list."""
    shown = {
        *("id", "title", "short", "summary", "kind", "level", "specimen", "audience"),
        *("industries", "region", "department", "contact", "services"),
    }
    period = period_of(policy, today())
    return policy.model_dump(mode="json", include=shown) | {
        "edition": edition(policy),
        "period": period.model_dump(mode="json"),
        "conditions": len(policy.conditions),
        "materials": len(policy.materials),
    }


def policy_shape(library: Library, policy: Policy, sources: Sources) -> Shape:
    """Return a whole policy: conditions to the finest grain with the data they need."""
    related = {code: library.policy(code).title for code in (*policy.related, *policy.excludes)}
    return policy_line(policy) | {
        "valid_from": policy.valid_from.isoformat(),
        "valid_to": policy.valid_to and policy.valid_to.isoformat(),
        "sources": [each.model_dump(mode="json") for each in policy.sources],
        "windows": [each.model_dump(mode="json") for each in policy.windows],
        "numbers": [
            each.model_dump(mode="json", exclude={"axes"}) | {"unverified": each.unverified}
            for each in policy.laws
        ],
        "conditions": [_condition(library, each, sources) for each in policy.conditions],
        "materials": [each.model_dump(mode="json") for each in policy.materials],
        "amount": policy.amount and policy.amount.model_dump(mode="json"),
        "related": [{"id": code, "title": related[code]} for code in policy.related],
        "excludes": [{"id": code, "title": related[code]} for code in policy.excludes],
        "keys": list(library.places(policy)),
        "example": policy.example,
    }


def keys_shape(library: Library, sources: Sources) -> list[Shape]:
    """Return every fact a profile can hold, for a page's form."""
    return [
        key.model_dump(mode="json")
        | {"sources": [{"id": each, "title": sources[each].title} for each in key.sources]}
        for key in library.keys.values()
    ]


def profile_shape(kept: KeptProfile, library: Library, sources: Sources) -> Shape:
    """Return a stored profile: each value with its source, and the registers that kept silent."""
    profile = kept.profile
    return {
        "id": kept.id,
        "version": kept.version,
        "uscc": profile.uscc,
        "name": profile.name,
        "reminders": not kept.opted_out,
        "changed_at": kept.changed_at.isoformat(),
        "facts": [_fact(each, library, sources) for each in profile.facts],
        "registers": [each.model_dump(mode="json") for each in profile.sources],
        "silent": [each.title for each in silent(profile)],
    }


def checkup_line(checkup: Checkup) -> Shape:
    """Return a check-up as it stands in a ranked list."""
    shown = {
        *("policy", "edition", "title", "short", "kind", "level", "specimen", "on", "verdict"),
        *("fit", "period", "amount", "services", "department", "sure"),
    }
    return checkup.model_dump(mode="json", include=shown) | {
        "next": [each.model_dump(mode="json") for each in checkup.steps[:3]]
    }


def checkups_shape(done: Done, library: Library) -> Shape:
    """Return the ranked check-ups of a firm, what the last step changed, and what to ask next."""
    made = done.recheck.checkups
    keys = [library.keys[key] for key in unknown_keys(made)[:ASKED_NEXT]]
    return {
        "profile": done.kept.id,
        "version": done.kept.version,
        "items": [checkup_line(each) for each in made],
        "recomputed": list(done.recheck.recomputed),
        "differences": [each.model_dump(mode="json") for each in done.recheck.differences],
        "ask": [each.model_dump(mode="json") for each in keys],
        "silent": [each.title for each in silent(done.kept.profile)],
    }


def checkup_shape(checkup: Checkup, library: Library, sources: Sources) -> Shape:
    """Return one whole check-up; sources of values and other policies bear their names."""
    shape = checkup.model_dump(mode="json")
    for condition in shape["conditions"]:
        for used in condition["used"]:
            used["source_title"] = _title(used["source"], sources)
    named = {
        code: {"id": code, "title": library.policies[code].title}
        for code in (*checkup.related, *checkup.excludes)
        if code in library.policies
    }
    for part, codes in (("related", checkup.related), ("excludes", checkup.excludes)):
        shape[part] = [named[code] for code in codes if code in named]
    return shape


def history_shape(made: tuple[CheckedOn, ...]) -> list[Shape]:
    """Return when a firm was checked."""
    return [each.model_dump(mode="json") for each in made]


def reminder_shape(kept: KeptReminder) -> Shape:
    """Return what a firm was told."""
    return {
        "id": kept.id,
        "profile": kept.profile_id,
        "told_on": kept.told_on.isoformat(),
        "seen_at": kept.seen_at and kept.seen_at.isoformat(),
        **kept.reminder.model_dump(mode="json"),
    }


def edition_shape(found: Edition, *, whole: bool = False) -> Shape:
    """Return an edition of a policy; ``whole`` with its declaration."""
    return found.model_dump(mode="json", exclude=set() if whole else {"content"}) | {
        "deletes": not found.content
    }


def affected_shape(affected: Affected) -> Shape:
    """Return what an imported list changes in one policy."""
    change = affected.change.model_dump(mode="json")
    return change | {"firms": len(affected.firms), "profiles": list(affected.firms[:100])}


def _condition(library: Library, condition: Condition, sources: Sources) -> Shape:
    texts = [text for text in (condition.when, condition.holds) if text]
    places = dict.fromkeys(place for text in texts for place in library.expressions[text].places)
    data = [library.keys[place] for place in places if place in library.keys]
    return condition.model_dump(mode="json", exclude={"breaks"}) | {
        "mendable": condition.takes_days is not None,
        "data": [
            {
                "key": key.id,
                "label": key.label,
                "unit": key.unit,
                "catalogue": key.catalogue,
                "registers": [sources[each].title for each in key.sources],
            }
            for key in data
        ],
    }


def _fact(fact: FormValue, library: Library, sources: Sources) -> Shape:
    key = library.keys.get(fact.key)
    return {
        "key": fact.key,
        "label": key.label if key else fact.key,
        "value": fact.value,
        "source": fact.source,
        "source_title": _title(fact.source, sources),
        "as_of": fact.fetched_at and fact.fetched_at.isoformat(),
        "authentic": fact.authentic,
        "declared": fact.source == DECLARED,
        "registers": [
            {"source": each.source, "title": _title(each.source, sources), "value": each.value}
            for each in fact.offers
        ],
    }


def _title(source: str, sources: Sources) -> str:
    if source == DECLARED:
        return SELF
    return sources[source].title if source in sources else source
