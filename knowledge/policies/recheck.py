"""Check again after an edit: only what the edit touches, and what became different."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.policies.checkup import Checkup, check, rank
from knowledge.policies.estimate import Calculator
from knowledge.policies.fit import Verdict
from knowledge.policies.judge import State
from knowledge.policies.library import Library, edition
from knowledge.policies.policy import Policy
from knowledge.policies.profile import Profile
from models.records import Record


class Turned(Record):
    """A condition that stands otherwise than before."""

    condition: str
    plain: str
    before: State
    after: State


class Difference(Record):
    """What an edit changed in one policy's check-up."""

    policy: str
    title: str
    before: Verdict | None
    """None when the policy was not checked before."""
    after: Verdict
    share_before: float
    share_after: float
    turned: tuple[Turned, ...]


class Recheck(Record):
    """All check-ups after an edit, ranked anew."""

    checkups: tuple[Checkup, ...]
    recomputed: tuple[str, ...]
    """Codes of the policies that were judged again; the others stand as they were."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Edit:
    """A profile before and after."""

    before: Profile
    after: Profile

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys whose value, or where it comes from, differs."""
        old, new = self.before.known, self.after.known
        return frozenset(key for key in {*old, *new} if old.get(key) != new.get(key))

    @property
    def sources(self) -> frozenset[str]:
        """Return the sources of which one profile has an answer and the other none."""
        return self.before.answered ^ self.after.answered


def check_again(
    library: Library,
    earlier: Sequence[Checkup],
    edit: Edit,
    on: date,
    calculator: Calculator | None = None,
) -> Recheck:
    """Return check-ups in which only those are new that an edit, a new edition or day touches."""
    standing = {each.policy: each for each in earlier}
    fresh = {
        code: check(library, policy, edit.after, on, calculator)
        for code, policy in library.policies.items()
        if (was := standing.get(code)) is None
        or (was.on, was.edition) != (on, edition(policy))
        or _touches(library, policy, edit)
    }
    kept = {code: each for code, each in standing.items() if code in library.policies}
    return Recheck(
        checkups=rank({**kept, **fresh}.values()),
        recomputed=tuple(fresh),
        differences=tuple(differences(standing, fresh)),
    )


def differences(
    before: Mapping[str, Checkup], after: Mapping[str, Checkup]
) -> Iterator[Difference]:
    """Yield what differs between check-ups of the same policies."""
    for code, now in after.items():
        was = before.get(code)
        turned = tuple(_turned(was, now)) if was else ()
        if was and not turned and was.verdict is now.verdict and was.fit == now.fit:
            continue
        yield Difference(
            policy=code,
            title=now.title,
            before=was.verdict if was else None,
            after=now.verdict,
            share_before=was.fit.share if was else 0,
            share_after=now.fit.share,
            turned=turned,
        )


def _turned(was: Checkup, now: Checkup) -> Iterator[Turned]:
    states = {each.id: each.state for each in was.conditions}
    for each in now.conditions:
        before = states.get(each.id, State.UNKNOWN)
        if before is not each.state:
            yield Turned(condition=each.id, plain=each.plain, before=before, after=each.state)


def _touches(library: Library, policy: Policy, edit: Edit) -> bool:
    fetched = {source for each in policy.materials for source in each.fetched_by}
    return bool(edit.keys & set(library.places(policy)) or edit.sources & fetched)
