"""What the filings add up to: prefilled boxes, pre-checks, first-time success, flags by rule."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from intake.registry import Registry
from intake.store.database import Session
from intake.store.figures import FilingFigures, read_figures
from models.errors import InvalidRequestError
from models.records import FilingState
from prefill.tally import Tally

FIRST_DAY = date(2000, 1, 1)
"""Before any filing: the default begin of what is counted."""
LAST_DAY = date(9999, 12, 30)

Shape = dict[str, Any]
Key = Callable[[FilingFigures], str]


def add_up(
    session: Session, registry: Registry, since: date | None = None, until: date | None = None
) -> Shape:
    """Return the statistics of the filings opened from one day to another, both included.

    Raises ``InvalidRequestError`` when the days are the wrong way round.
    """
    first, last = since or FIRST_DAY, until or LAST_DAY
    if first > last:
        raise InvalidRequestError("起始日期晚于截止日期。")
    counted = [*read_figures(session, first, last)]
    names = _names(registry)
    return {
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
        "total": _sum(counted),
        "services": _grouped(
            "service", counted, lambda each: names.get(each.scenario, ("", ""))[0]
        ),
        "scenarios": [
            group | {"name": names.get(group["scenario"], ("", ""))[1]}
            for group in _grouped("scenario", counted, lambda each: each.scenario)
        ],
        "days": _grouped("day", counted, lambda each: each.day.isoformat()),
    }


def _names(registry: Registry) -> dict[str, tuple[str, str]]:
    """Return the service and the name of every scenario declared today."""
    return {
        scenario.id: (service.id, f"{service.name}·{scenario.name}")
        for service in registry.services.values()
        for scenario in service.scenarios
    }


def _grouped(title: str, counted: Iterable[FilingFigures], key: Key) -> list[Shape]:
    groups: dict[str, list[FilingFigures]] = {}
    for each in counted:
        groups.setdefault(key(each), []).append(each)
    return [{title: name} | _sum(groups[name]) for name in sorted(groups)]


def _sum(counted: Iterable[FilingFigures]) -> Shape:
    filings = tuple(counted)
    tally = sum((each.figures.prefill for each in filings), Tally())
    handed_in = [each for each in filings if each.state is not FilingState.OPEN or each.rounds]
    at_once = sum(each.rounds == 0 and not each.refused for each in handed_in)
    outcomes = Counter(each.figures.outcome for each in filings)
    flags: Counter[str] = sum((Counter(each.figures.flags) for each in filings), Counter())
    return {
        "filings": len(filings),
        "prefill": tally.model_dump() | {"ratio": tally.ratio},
        "precheck": {name or "unchecked": number for name, number in outcomes.items()},
        "first_time": {
            "handed_in": len(handed_in),
            "at_once": at_once,
            "ratio": round(at_once / len(handed_in), 4) if handed_in else None,
        },
        "flags": dict(sorted(flags.items())),
    }
