"""Judge one condition: met, not met, or unknown, with the values it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.policies.keys import ProfileKey
from knowledge.policies.library import TODAY, Library, law_on, typed_law
from knowledge.policies.policy import Condition, Policy
from knowledge.policies.profile import DECLARED, Profile
from models.expressions import Value, typed
from models.records import FormValue, Record


class State(StrEnum):
    """How a condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    """It does not concern this firm; it counts as met."""

    @property
    def holds(self) -> bool:
        """Whether it surely stands in nobody's way."""
        return self in {State.MET, State.NOT_ASKED}


class Used(Record):
    """One value a condition rests on."""

    key: str
    label: str
    value: str = ""
    """Empty while nobody knows."""
    source: str = ""
    """Code of the prefill source; ``applicant`` when the firm said so itself."""
    as_of: datetime | None = None
    """When the source was asked."""
    declared: bool = False
    register_says: str = ""
    """What a register says otherwise, where the firm's own word differs from it."""


class Judged(Record):
    """One condition of a policy, judged for one firm."""

    id: str
    plain: str
    official: str
    hard: bool
    weight: float
    state: State
    used: tuple[Used, ...]
    missing: tuple[str, ...]
    """Keys that are not known."""
    remedy: str
    takes_days: int | None
    basis: str
    sure: bool
    """False when the condition, or a number it rests on, is yet to be confirmed (UNVERIFIED)."""


@dataclass(frozen=True)
class FirmScope:
    """What the conditions of one policy are asked over."""

    library: Library
    policy: Policy
    profile: Profile
    on: date

    def value(self, place: str) -> Value:
        """Return the value at a key, None when nobody knows."""
        if place == TODAY:
            return self.on
        fact = self.profile.known.get(place)
        return typed(self.library.keys[place].type, fact.value) if fact else None

    def law(self, name: str) -> Value:
        """Return a number of the policy in force on the day."""
        return typed_law(law_on(self.policy, name, self.on))

    def evaluate(self, text: str) -> Value:
        """Return what an expression of the policy comes to; None when it is not known."""
        return self.library.expressions[text].evaluate(self)


def judge(scope: FirmScope, condition: Condition) -> Judged:
    """Return a condition as it stands for the firm."""
    texts = [text for text in (condition.when, condition.holds) if text]
    read = [scope.library.expressions[text] for text in texts]
    places = dict.fromkeys(place for each in read for place in each.places if place != TODAY)
    laws = [law_on(scope.policy, name, scope.on) for each in read for name in each.laws]
    known = scope.profile.known
    return Judged(
        **condition.model_dump(include=KEPT),
        state=_state(scope, condition),
        used=tuple(_used(scope.library.keys[key], known.get(key)) for key in places),
        missing=tuple(key for key in places if key not in known),
        sure=not any(
            basis.startswith("UNVERIFIED")
            for basis in (condition.basis, *(law.basis for law in laws if law))
        ),
    )


def _state(scope: FirmScope, condition: Condition) -> State:
    """Return how a condition stands; what becomes known later only settles what was unknown."""
    asked = scope.evaluate(condition.when) if condition.when else True
    if asked is False:
        return State.NOT_ASKED
    held = scope.evaluate(condition.holds)
    if held is True:
        return State.MET
    return State.NOT_MET if held is False and asked is True else State.UNKNOWN


def _used(key: ProfileKey, fact: FormValue | None) -> Used:
    if fact is None:
        return Used(key=key.id, label=key.label)
    declared = fact.source == DECLARED
    others = (offer.value for offer in fact.offers if offer.authentic and offer.value != fact.value)
    return Used(
        key=key.id,
        label=key.label,
        value=fact.value,
        source=fact.source,
        as_of=fact.fetched_at,
        declared=declared,
        register_says=next(others, "") if declared else "",
    )


KEPT = {"id", "plain", "official", "hard", "weight", "remedy", "takes_days", "basis"}
"""What a judged condition repeats of its declaration."""
