"""Time the checks of every scenario on a filing in which every voice contradicts every other.

The whole run must stay far below 50 ms, so that a person who types sees the flags at once, and an
edit of a filing as people file it, with the run that follows, below 5 ms.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from time import thread_time

from models.records import Document, Evidence, FieldValue, Filing, FormValue, Paper, State
from models.specs import FormField, Service
from precheck.consistency import FACTS
from precheck.parameters import Parameters
from precheck.run import run
from prefill.services import read_services

ROUNDS = 20
WORST_MS, EDIT_MS = 50, 5
OPENED = datetime(2026, 11, 20, tzinfo=UTC)


def worst_filing(service: Service, scenario: str) -> Filing:
    """Return a filing whose boxes are all wrong and whose papers all say something else."""
    papers: dict[str, list[FieldValue]] = {}
    for number, place in enumerate(place for fact in FACTS for place in fact.papers):
        kind, _, key = place.partition(".")
        evidence = Evidence(paper=kind, box=(0, number, 1, number + 1))
        field = FieldValue(key=key, value=f"错{number}", state=State.SURE, evidence=evidence)
        papers.setdefault(kind, []).append(field)
    filing = _filing(service, scenario, lambda _: "错" * 150)
    return filing.model_copy(update={"papers": tuple(map(_paper, papers, papers.values()))})


def usual_filing(service: Service, scenario: str) -> Filing:
    """Return a filing with something fitting in every box, and no paper."""
    words = {"date": "2026-06-01", "datetime": "2026-06-01T08:00", "int": "3", "decimal": "3"}
    return _filing(service, scenario, lambda box: (*box.options, words.get(box.type, "样张"))[0])


def _filing(service: Service, scenario: str, text: Callable[[FormField], str]) -> Filing:
    boxes = service.asked(scenario)
    return Filing(
        id="bench",
        case_no="YZ0",
        scenario=scenario,
        opened_at=OPENED,
        filed_on=date(2026, 11, 20),
        form=tuple(FormValue(key=box.key, value=text(box), source="applicant") for box in boxes),
    )


def _paper(kind: str, fields: list[FieldValue]) -> Paper:
    document = Document(type=kind, reason="", fields=tuple(fields))
    return Paper(id=kind, name=f"{kind}.jpg", sha256="", size=1, documents=(document,))


def time_run(filing: Filing, service: Service, parameters: Parameters) -> float:
    """Return the processor's milliseconds for a run after an edit, the median of several."""
    times = []
    for number in range(ROUNDS):
        edited = filing.form[0].model_copy(update={"value": f"改{number}"})
        changed = filing.model_copy(update={"form": (edited, *filing.form[1:])})
        started = thread_time()
        run(changed, service, filing.scenario, parameters)
        times.append((thread_time() - started) * 1000)
    return median(times)


def main() -> None:
    """Print the slowest scenarios, worst filings first, then edits of usual ones."""
    parameters = Parameters.read()
    scenarios = [(s, each.id) for s in read_services().values() for each in s.scenarios]
    for title, make, limit in (
        ("worst filing", worst_filing, WORST_MS),
        ("edit of a usual filing", usual_filing, EDIT_MS),
    ):
        times = {
            name: time_run(make(service, name), service, parameters) for service, name in scenarios
        }
        slowest = sorted(times, key=lambda name: times[name], reverse=True)
        verdict = "ok" if times[slowest[0]] < limit else "TOO SLOW"
        told = ", ".join(f"{name} {times[name]:.1f} ms" for name in slowest[:5])
        print(f"{title}, {len(times)} scenarios, slowest: {told} (limit {limit} ms: {verdict})")


if __name__ == "__main__":
    main()
