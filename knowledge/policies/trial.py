"""Try a policy on its own examples: a firm that fits, and for each condition one that breaks it."""

from collections.abc import Iterator
from datetime import date

from knowledge.policies.checkup import Checkup, check
from knowledge.policies.fit import Verdict
from knowledge.policies.judge import State
from knowledge.policies.library import Library
from knowledge.policies.policy import Condition, Policy
from knowledge.policies.profile import declared_profile, prove_values
from models.errors import InvalidRequestError
from models.records import Record


class Trial(Record):
    """What came of trying a policy; it may be published when there are no faults."""

    policy: str
    tried: int
    """Check-ups made."""
    faults: tuple[str, ...]
    """Chinese sentences."""

    @property
    def passed(self) -> bool:
        """Whether everything came out as the declaration says."""
        return not self.faults


def try_policy(library: Library, policy: Policy, on: date) -> Trial:
    """Return whether a policy judges its own examples as they are meant."""
    try:
        prove_values(library.keys, policy.example)
        for each in policy.conditions:
            prove_values(library.keys, each.breaks)
    except InvalidRequestError as error:
        return Trial(policy=policy.id, tried=0, faults=(f"样例不合规范：{error}",))
    faults = [*_whole(library, policy, on)]
    for each in policy.conditions:
        faults += _broken(library, policy, each, on)
        faults += _unknown(library, policy, each, on)
    return Trial(policy=policy.id, tried=1 + 2 * len(policy.conditions), faults=tuple(faults))


def _whole(library: Library, policy: Policy, on: date) -> Iterator[str]:
    checkup = _check(library, policy, policy.example, on)
    if checkup.verdict is not Verdict.FITS:
        open_ = "、".join(each.plain for each in checkup.conditions if not each.state.holds)
        yield f"样例企业应为“符合”，实为“{checkup.verdict}”：{open_}。"
    amount = policy.amount
    if amount and not amount.calculator and (checkup.amount is None or checkup.amount.high is None):
        yield "样例企业测算不出金额，请补充样例或检查金额公式。"


def _broken(library: Library, policy: Policy, condition: Condition, on: date) -> Iterator[str]:
    if not condition.breaks:
        yield f"条件“{condition.plain}”没有写明不符合的样例。"
        return
    checkup = _check(library, policy, {**policy.example, **condition.breaks}, on)
    if _state(checkup, condition) is not State.NOT_MET:
        yield f"条件“{condition.plain}”的不符合样例没有被判为不符合。"
    if condition.hard and checkup.fit.upper:
        yield f"硬性条件“{condition.plain}”不符合时，符合度应为零。"


def _unknown(library: Library, policy: Policy, condition: Condition, on: date) -> Iterator[str]:
    """What a condition rests on is taken away: nothing may be claimed of it."""
    places = set(library.expressions[condition.holds].places)
    left = {key: text for key, text in policy.example.items() if key not in places}
    state = _state(_check(library, policy, left, on), condition)
    if places & policy.example.keys() and state is State.NOT_MET:
        yield f"条件“{condition.plain}”在信息缺失时不应判为不符合。"


def _check(library: Library, policy: Policy, values: dict[str, str], on: date) -> Checkup:
    return check(library, policy, declared_profile("", values), on)


def _state(checkup: Checkup, condition: Condition) -> State:
    return next(each.state for each in checkup.conditions if each.id == condition.id)
