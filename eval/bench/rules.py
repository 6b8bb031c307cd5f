"""Time the checks of one filing in which every voice contradicts every other.

The whole run must stay far below 50 ms, so that a person who types sees the flags at once.
"""

from datetime import UTC, date, datetime
from time import perf_counter

from models.records import Document, Evidence, FieldValue, Filing, FormValue, Paper, State
from precheck.consistency import FACTS
from precheck.parameters import Parameters
from precheck.run import run
from prefill.services import read_services

ROUNDS = 50
LIMIT_MS = 50


def worst_filing(scenario: str) -> Filing:
    """Return a filing whose boxes are all wrong and whose papers all say something else."""
    form = read_services()["S5"].form(scenario)
    papers: dict[str, list[FieldValue]] = {}
    for number, place in enumerate(place for fact in FACTS for place in fact.papers):
        kind, _, key = place.partition(".")
        evidence = Evidence(paper=kind, box=(0, number, 1, number + 1))
        field = FieldValue(key=key, value=f"错{number}", state=State.SURE, evidence=evidence)
        papers.setdefault(kind, []).append(field)
    return Filing(
        id="bench",
        case_no="YZ0",
        scenario=scenario,
        opened_at=datetime(2026, 11, 20, tzinfo=UTC),
        filed_on=date(2026, 11, 20),
        form=tuple(FormValue(key=box.key, value="错" * 150, source="applicant") for box in form),
        papers=tuple(
            Paper(
                id=kind,
                name=f"{kind}.jpg",
                sha256="",
                size=1,
                documents=(Document(type=kind, reason="", fields=tuple(fields)),),
            )
            for kind, fields in papers.items()
        ),
    )


def main() -> None:
    """Print the time of one run for each scenario."""
    service, parameters = read_services()["S5"], Parameters.read()
    for scenario in ("S5A", "S5B"):
        filing = worst_filing(scenario)
        findings = run(filing, service, scenario, parameters)
        started = perf_counter()
        for _ in range(ROUNDS):
            run(filing, service, scenario, parameters)
        spent = (perf_counter() - started) * 1000 / ROUNDS
        verdict = "ok" if spent < LIMIT_MS else "TOO SLOW"
        print(f"{scenario}: {len(findings)} findings in {spent:.1f} ms ({verdict})")


if __name__ == "__main__":
    main()
