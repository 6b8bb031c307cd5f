"""From groups of failed questions to tickets: new ones opened, open ones that grow."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from knowledge.care.clusters import Encoder, Group, group_alike
from knowledge.care.failures import Failure, Reason
from knowledge.care.rules import CareRules, TicketRules
from knowledge.care.tickets import (
    TAKES_IN,
    Priority,
    Sample,
    Taken,
    Ticket,
    TicketState,
    TicketStep,
    reasons_of,
)

MACHINE = "系统"
NEAREST = 5
ALONE = frozenset({Reason.CORRECTION, Reason.DOWN})
"""Reasons for which one question makes a ticket: somebody took the trouble to say so."""
ROUNDED = 4
DAY_SECONDS = 86_400

Complete = Callable[[date, int], date]
"""The day on which so many working days after a day are complete."""


@dataclass(frozen=True)
class Means:
    """What tickets are opened with."""

    rules: CareRules
    encoder: Encoder
    complete: Complete
    departments: Mapping[str, str]
    """Of each entry by its id; a matter's by its name."""


@dataclass(frozen=True)
class Settled:
    """A ticket, new or grown, and the questions it took in."""

    ticket: Ticket
    failures: tuple[Failure, ...]


def settle(
    failures: Sequence[Failure], tickets: Sequence[Ticket], at: datetime, means: Means
) -> tuple[Settled, ...]:
    """Return the tickets that failed questions open, or join.

    The same questions give the same tickets under the same ids; a question that is lonely, and
    about which nobody complained, makes none yet.

    Args:
        failures: those no ticket has taken in.
        tickets: all there are, closed ones too.
        at: when it is done.
        means: what it is done with.
    """
    known = {each.id: each.questions for each in tickets if each.state in TAKES_IN}
    by_id = {each.id: each for each in tickets}
    groups = group_alike(failures, known, means.encoder, means.rules.clusters)
    grown = [
        Settled(_grow(by_id[group.known], group, at, means), group.failures)
        for group in groups
        if group.known
    ]
    fresh = [group for group in groups if not group.known and _worth(group, means)]
    closed = {each.id: each.questions for each in tickets if each.state is TicketState.CLOSED}
    opened = [
        Settled(_open(group, _follows(group, closed, means), at, means), group.failures)
        for group in fresh
    ]
    return (*grown, *opened)


def _worth(group: Group, means: Means) -> bool:
    complained = any(each.reason in ALONE for each in group.failures)
    return complained or len(group.failures) >= means.rules.clusters.least


def _follows(group: Group, closed: Mapping[str, Sequence[str]], means: Means) -> str:
    """Return the closed ticket a new group is about again, if any."""
    first = group.failures[:1]
    found = group_alike(first, closed, means.encoder, means.rules.clusters)
    return found[0].known


def _open(group: Group, follows: str, at: datetime, means: Means) -> Ticket:
    nearest = _nearest(group.failures)
    department = _department(group.failures, nearest, means)
    weight = weigh(group.failures, at, means.rules.tickets)
    priority = priority_of(weight, means.rules.tickets)
    assigned = Taken(step=TicketStep.ASSIGN, by=MACHINE, at=at, note=department)
    return Ticket(
        id=_id_of(group.failures[0]),
        state=TicketState.ASSIGNED if department else TicketState.OPEN,
        department=department,
        samples=_samples((), group.failures, means.rules.clusters.samples),
        nearest=nearest,
        category=_commonest(each.category for each in group.failures),
        number=len(group.failures),
        reasons=reasons_of(group.failures),
        weight=weight,
        priority=priority,
        first_at=group.failures[0].at,
        last_at=group.failures[-1].at,
        opened_at=at,
        due=means.complete(at.date(), means.rules.tickets.workdays[priority]),
        follows=follows,
        history=(assigned,) if department else (),
    )


def _grow(ticket: Ticket, group: Group, at: datetime, means: Means) -> Ticket:
    """Return a ticket with further questions; it may become more urgent, its end never later."""
    rules = means.rules.tickets
    elapsed = (at - ticket.last_at).total_seconds() / DAY_SECONDS
    older = ticket.weight * 0.5 ** (max(elapsed, 0) / rules.half_life_days)
    weight = round(older + weigh(group.failures, at, rules), ROUNDED)
    priority = priority_of(weight, rules)
    due = means.complete(at.date(), rules.workdays[priority])
    counted = Counter(ticket.reasons) + Counter(reasons_of(group.failures))
    change = {
        "samples": _samples(ticket.samples, group.failures, means.rules.clusters.samples),
        "nearest": tuple(dict.fromkeys([*ticket.nearest, *_nearest(group.failures)]))[:NEAREST],
        "number": ticket.number + len(group.failures),
        "reasons": dict(counted),
        "weight": weight,
        "priority": priority,
        "last_at": max(ticket.last_at, group.failures[-1].at),
        "due": min(ticket.due, due),
        "version": ticket.version + 1,
    }
    return ticket.model_copy(update=change)


def weigh(failures: Sequence[Failure], at: datetime, rules: TicketRules) -> float:
    """Return what failures weigh at a moment: by reason, and the less the longer they are past."""
    total = 0.0
    for failure in failures:
        days = max((at - failure.at).total_seconds(), 0) / DAY_SECONDS
        total += rules.weights[failure.reason] * 0.5 ** (days / rules.half_life_days)
    return round(total, ROUNDED)


def priority_of(weight: float, rules: TicketRules) -> Priority:
    """Return how urgent a weight is."""
    if weight >= rules.high_from:
        return Priority.HIGH
    return Priority.MIDDLE if weight >= rules.middle_from else Priority.LOW


def _id_of(first: Failure) -> str:
    """Return the id of a ticket a question begins: the same however often it is begun."""
    return sha256(f"gap/{first.question_id}".encode()).hexdigest()[:32]


def _nearest(failures: Sequence[Failure]) -> tuple[str, ...]:
    """Return the entries that stood nearest most often, a nearer place counting more."""
    counted: Counter[str] = Counter()
    for failure in failures:
        for place, entry in enumerate(failure.nearest[:NEAREST]):
            counted[entry] += NEAREST - place
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(entry for entry, _ in ordered[:NEAREST])


def _department(failures: Sequence[Failure], nearest: Sequence[str], means: Means) -> str:
    """Return whose the nearest entry is, else the matter's; empty when neither is known."""
    told = (means.departments.get(entry, "") for entry in nearest)
    matters = (means.departments.get(each.category, "") for each in failures)
    asked = (each.department for each in failures)
    return next(filter(None, [*told, *matters, *asked]), "")


def _commonest(words: Iterable[str]) -> str:
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else ""


def _samples(
    held: tuple[Sample, ...], failures: Sequence[Failure], most: int
) -> tuple[Sample, ...]:
    """Return the questions a ticket quotes, each wording once; those it has stay in front."""
    coming = [Sample(question=each.question, reason=each.reason) for each in failures]
    by_words = {each.question: each for each in reversed([*held, *coming])}
    wordings = dict.fromkeys(each.question for each in [*held, *coming])
    return tuple(by_words[words] for words in wordings)[:most]
