"""Check a firm against policies: how it fits, what is missing, what to do, what it may bring."""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.policies.estimate import Calculator, Estimate, estimate
from knowledge.policies.fit import ORDER, Fit, Verdict, decide, measure_fit
from knowledge.policies.judge import FirmScope, Judged, State, judge
from knowledge.policies.library import Library, edition
from knowledge.policies.policy import Policy, PolicyMaterial
from knowledge.policies.profile import Profile
from knowledge.policies.windows import Opening, Period, mend_by, period_of
from models.records import Record


class Step(Record):
    """One thing to do, with what it would change."""

    condition: str
    title: str
    action: str
    """What to do, in Chinese."""
    gain: float
    """By how much the share of conditions met would rise."""
    decides: bool
    """True for a hard condition: without it nothing is had."""
    needs: tuple[str, ...] = ()
    """Keys to fill in, where only knowledge is missing."""
    possible: bool = True
    """False for what a firm cannot change."""
    begin_by: date | None = None
    """The day on which to begin at the latest, to be in time for the window."""
    in_time: bool = True
    """False when the window closes before it could be done."""


class PaperNeeded(Record):
    """One material, and whether it is at hand."""

    id: str
    official: str
    standard: str
    plain: str
    applies: str
    origin: str
    needed: bool | None
    """None while it is not known whether the firm needs it."""
    at_hand: bool
    """True when a register has answered for it, so that it need not be handed in."""
    fetchable: bool
    """True when the product can fetch it."""


class Checkup(Record):
    """One firm checked against one policy on one day."""

    policy: str
    edition: str
    title: str
    short: str
    kind: str
    level: str
    specimen: bool
    on: date
    verdict: Verdict
    fit: Fit
    period: Period
    conditions: tuple[Judged, ...]
    steps: tuple[Step, ...]
    """In order of effect."""
    materials: tuple[PaperNeeded, ...]
    amount: Estimate | None
    related: tuple[str, ...]
    excludes: tuple[str, ...]
    services: tuple[str, ...]
    department: str
    contact: str
    sure: bool
    """False when a condition rests on what is yet to be confirmed (UNVERIFIED)."""


def check(
    library: Library,
    policy: Policy,
    profile: Profile,
    on: date,
    calculator: Calculator | None = None,
) -> Checkup:
    """Return how a firm stands with one policy on a day."""
    scope = FirmScope(library, policy, profile, on)
    conditions = tuple(judge(scope, each) for each in policy.conditions)
    period = period_of(policy, on)
    return Checkup(
        policy=policy.id,
        edition=edition(policy),
        **policy.model_dump(include=REPEATED),
        on=on,
        verdict=decide(conditions),
        fit=measure_fit(conditions),
        period=period,
        conditions=conditions,
        steps=_steps(conditions, period, on),
        materials=tuple(_paper(scope, each) for each in policy.materials),
        amount=estimate(scope, calculator),
        sure=all(each.sure for each in conditions),
    )


def check_all(
    library: Library, profile: Profile, on: date, calculator: Calculator | None = None
) -> tuple[Checkup, ...]:
    """Return every policy's check-up, those that promise most first."""
    policies = library.policies.values()
    return rank(check(library, each, profile, on, calculator) for each in policies)


def rank(checkups: Iterable[Checkup]) -> tuple[Checkup, ...]:
    """Return check-ups by verdict, whether they can be applied for, and degree; ties by code."""
    return tuple(
        sorted(
            checkups,
            key=lambda each: (
                each.period.opening is Opening.NOT_IN_FORCE,
                ORDER.index(each.verdict),
                each.period.opening is Opening.CLOSED,
                -each.fit.share,
                -each.fit.upper,
                each.policy,
            ),
        )
    )


def _steps(conditions: Iterable[Judged], period: Period, on: date) -> tuple[Step, ...]:
    """Return what stands in the way: what can be done first, hard before soft, heavy first."""
    judged = list(conditions)
    whole = sum(each.weight for each in judged) or 1
    steps = (_step(each, whole, period, on) for each in judged if not each.state.holds)
    return tuple(sorted(steps, key=lambda step: (not step.possible, not step.decides, -step.gain)))


def _step(judged: Judged, whole: float, period: Period, on: date) -> Step:
    unknown = judged.state is State.UNKNOWN
    labels = "、".join(used.label for used in judged.used if used.key in judged.missing)
    begin = None if unknown else mend_by(period, judged.takes_days)
    return Step(
        condition=judged.id,
        title=judged.plain,
        action=f"请补充：{labels}" if unknown and labels else judged.remedy,
        gain=round(judged.weight / whole, 4),
        decides=judged.hard,
        needs=judged.missing if unknown else (),
        possible=unknown or judged.takes_days is not None,
        begin_by=begin,
        in_time=begin is None or on <= begin,
    )


def _paper(scope: FirmScope, material: PolicyMaterial) -> PaperNeeded:
    needed = scope.evaluate(material.when) if material.when else True
    return PaperNeeded(
        **material.model_dump(include=NAMED),
        needed=None if needed is None else bool(needed),
        at_hand=bool(scope.profile.answered & set(material.fetched_by)),
        fetchable=bool(material.fetched_by),
    )


def unknown_keys(checkups: Iterable[Checkup]) -> tuple[str, ...]:
    """Return the keys worth asking for, those that would settle most first."""
    weight: dict[str, float] = {}
    for key, gain in _asked(checkups):
        weight[key] = weight.get(key, 0) + gain
    return tuple(sorted(weight, key=lambda key: (-weight[key], key)))


def _asked(checkups: Iterable[Checkup]) -> Iterator[tuple[str, float]]:
    for checkup in checkups:
        if checkup.verdict is not Verdict.RULED_OUT:
            yield from ((key, step.gain) for step in checkup.steps for key in step.needs)


REPEATED = {
    "title", "short", "kind", "level", "specimen", "related", "excludes", "services",
    "department", "contact",
}  # fmt: skip
"""What a check-up repeats of its policy."""
NAMED = {"id", "official", "standard", "plain", "applies", "origin"}
"""What a needed paper repeats of its declaration."""
