"""What changed between two editions of the policies: new, updated, deleted, and how."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from knowledge.policies.policy import Policy
from models.records import Record


class Change(StrEnum):
    """What became of a policy."""

    NEW = "新增"
    UPDATED = "更新"
    DELETED = "删除"


class Altered(Record):
    """One part of a declaration that differs."""

    part: str
    """Where, e.g. ``condition.rd_staff.holds``."""
    before: str = ""
    after: str = ""


class PolicyChange(Record):
    """One policy that is not as it was."""

    policy: str
    title: str
    change: Change
    altered: tuple[Altered, ...] = ()
    judging: bool = False
    """True when a check-up may come out otherwise: conditions, numbers, dates or amounts differ."""


JUDGING = ("condition.", "law.", "window.", "amount.", "valid_from", "valid_to")
"""How the parts begin that a check-up depends on."""


def compare(before: Mapping[str, Policy], after: Mapping[str, Policy]) -> tuple[PolicyChange, ...]:
    """Return what differs between two sets of complete policies, by code."""
    return tuple(_changes(before, after))


def _changes(before: Mapping[str, Policy], after: Mapping[str, Policy]) -> Iterator[PolicyChange]:
    for code in sorted({*before, *after}):
        was, now = before.get(code), after.get(code)
        if was is None and now is not None:
            yield PolicyChange(policy=code, title=now.title, change=Change.NEW, judging=True)
        elif now is None and was is not None:
            yield PolicyChange(policy=code, title=was.title, change=Change.DELETED, judging=True)
        elif was is not None and now is not None and was != now:
            altered = tuple(_altered(was, now))
            yield PolicyChange(
                policy=code,
                title=now.title,
                change=Change.UPDATED,
                altered=altered,
                judging=any(each.part.startswith(JUDGING) for each in altered),
            )


def _altered(was: Policy, now: Policy) -> Iterator[Altered]:
    old, new = dict(_parts(was)), dict(_parts(now))
    for part in dict.fromkeys((*old, *new)):
        if old.get(part, "") != new.get(part, ""):
            yield Altered(part=part, before=old.get(part, ""), after=new.get(part, ""))


def _parts(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield every part of a declaration by a name that survives moving it."""
    whole = policy.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name, value in whole.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", str(each)) for key, each in value.items())
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from _listed(name, value)
        else:
            yield name, str(value)


def _listed(name: str, rows: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a list of tables; what has no id of its own is told by its place."""
    for place, row in enumerate(rows):
        own = row.get("id") or row.get("name")
        label = f"{own}@{row['since']}" if own and "since" in row else own or str(place)
        yield from ((f"{name}.{label}.{key}", str(each)) for key, each in row.items())
