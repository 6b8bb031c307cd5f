"""Check a generated population of firms against every policy, and look for contradictions.

What the registers tell of a firm is known in part first and then in whole, as it is in life: the
bounds of the first check-up must hold in the second.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from intake.feeds.population.business import invent_business
from intake.feeds.population.numbers import credit_code
from intake.knowledge.policies.reckoning import calculator_on
from knowledge.policies import (
    Checkup,
    Edit,
    Library,
    State,
    Verdict,
    check_again,
    check_all,
    declared_profile,
)
from models.records import Record

DISTRICTS = ("崇明区", "崇明区", "样张区")
TRADES = ("道路运输业", "通用设备制造业", "农副食品加工业", "住宿业", "批发和零售业", "软件业")
KNOWN_SHARE = 0.6
"""Of what registers tell, so much is known at the first check-up."""


class PolicyFigures(Record):
    """How the firms fit one policy, everything known that registers tell."""

    title: str
    verdicts: dict[str, int]
    share: float
    """Mean weighted share of the conditions met."""
    open: float
    """Mean share of conditions still unknown: what only the firm can say."""


class PolicyReport(Record):
    """The whole population."""

    firms: int
    checkups: int
    verdicts: dict[str, int]
    fitting_per_firm: float
    """Policies a firm fits or mostly fits, on average."""
    policies: dict[str, PolicyFigures]
    contradictions: tuple[str, ...]
    """What must never be; each names policy and firm."""


def measure_policies(library: Library, firms: int, on: date, seed: str = "firms") -> PolicyReport:
    """Check so many firms twice, known in part and in whole; the same for the same seed and day."""
    rng = Random(seed)  # noqa: S311 - no secret
    whole: list[dict[str, Checkup]] = []
    contradictions: list[str] = []
    for _ in range(firms):
        uscc, facts = _invent(rng, library, on)
        part = {key: text for key, text in facts.items() if rng.random() < KNOWN_SHARE}
        edit = Edit(declared_profile(uscc, part), declared_profile(uscc, facts))
        calculator = calculator_on(on)
        first = check_all(library, edit.before, on, calculator)
        second = check_all(library, edit.after, on, calculator)
        again = check_again(library, first, edit, on, calculator)
        if again.checkups != second:
            contradictions.append(f"{uscc}: checking again differs from checking anew")
        made = {each.policy: each for each in second}
        contradictions += _contradictions(uscc, {each.policy: each for each in first}, made)
        whole.append(made)
    return _report(library, whole, contradictions)


def _invent(rng: Random, library: Library, on: date) -> tuple[str, dict[str, str]]:
    uscc = credit_code(rng, "310151")
    told = {
        "corp_name": "上海样张测试有限公司",
        "corp_state": rng.choice(("存续", "存续", "存续", "存续", "注销")),
        "reg_address": f"上海市{rng.choice(DISTRICTS)}样张路{rng.randint(1, 999)}号",
        "est_date": f"{rng.randint(2005, 2026)}-0{rng.randint(1, 9)}-15",
        "industry": rng.choice(TRADES),
        **invent_business(uscc, on),
    }
    return uscc, {
        key: str(text) for key, text in told.items() if key in library.keys and text != ""
    }


def _contradictions(
    uscc: str, first: Mapping[str, Checkup], second: Mapping[str, Checkup]
) -> Iterator[str]:
    for code, was in first.items():
        now = second[code]
        if not was.fit.lower <= now.fit.lower <= now.fit.upper <= was.fit.upper:
            yield f"{code} {uscc}: the bounds did not narrow"
        for before, after in zip(was.conditions, now.conditions, strict=True):
            if before.state is not State.UNKNOWN and before.state.holds is not after.state.holds:
                yield f"{code} {uscc}: {before.id} turned although it was settled"
    for code, found in second.items():
        yield from (f"{code} {uscc}: {each}" for each in _disagreements(found))


def _disagreements(found: Checkup) -> Iterator[str]:
    """Yield where the parts of one check-up say different things."""
    failed = [each for each in found.conditions if each.state is State.NOT_MET]
    out = any(each.hard for each in failed)
    if out is not (found.verdict in {Verdict.RULED_OUT, Verdict.MENDABLE}):
        yield "the verdict disagrees with the hard conditions"
    if (found.verdict is Verdict.FITS) is not (found.fit.lower == 1):
        yield "the verdict disagrees with the degree"
    if len(found.steps) != sum(not each.state.holds for each in found.conditions):
        yield "not every open condition has a step"


def _report(
    library: Library, whole: list[dict[str, Checkup]], contradictions: list[str]
) -> PolicyReport:
    every = [each for made in whole for each in made.values()]
    fitting = sum(each.verdict in {Verdict.FITS, Verdict.MOSTLY} for each in every)
    return PolicyReport(
        firms=len(whole),
        checkups=len(every),
        verdicts=_counted(every),
        fitting_per_firm=round(fitting / max(len(whole), 1), 2),
        policies={
            code: _figures(policy.title, [made[code] for made in whole])
            for code, policy in library.policies.items()
        },
        contradictions=tuple(contradictions),
    )


def _figures(title: str, made: list[Checkup]) -> PolicyFigures:
    unknown = sum(each.fit.unknown / len(each.conditions) for each in made)
    return PolicyFigures(
        title=title,
        verdicts=_counted(made),
        share=round(sum(each.fit.share for each in made) / max(len(made), 1), 3),
        open=round(unknown / max(len(made), 1), 3),
    )


def _counted(made: list[Checkup]) -> dict[str, int]:
    counted = Counter(each.verdict for each in made)
    return {verdict.value: counted[verdict] for verdict in Verdict}
