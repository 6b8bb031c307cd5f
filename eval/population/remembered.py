"""What applicants filed before: every second one has, and told the truth."""

from collections.abc import Iterable
from datetime import datetime

from eval.population.enact import UPLOADS
from intake.feeds.population import Applicant
from intake.registry import Registry
from models.records import Filing, FilingState, FormValue
from prefill.edit import APPLICANT


class Remembered:
    """Earlier filings of the population, as the history source asks for them."""

    def __init__(self, applicants: Iterable[Applicant], registry: Registry, now: datetime) -> None:
        """Let every second applicant have filed the same matter once."""
        self._earlier = {
            _who(filing): filing
            for filing in (_filing(each, registry, now) for each in [*applicants][::2])
        }

    def latest_before(self, filing: Filing) -> Filing | None:
        """Return the same subject's earlier filing of the same matter, or None."""
        return self._earlier.get(_who(filing))


def _who(filing: Filing) -> tuple[str, str]:
    return filing.scenario, filing.subject.id_no


def _filing(applicant: Applicant, registry: Registry, now: datetime) -> Filing:
    form = registry.service_of(applicant.scenario).form(applicant.scenario)
    boxes = tuple(
        FormValue(key=field.key, value=applicant.truth[field.key], source=APPLICANT)
        for field in form
        if "history" in field.sources and field.type not in UPLOADS and field.key in applicant.truth
    )
    return Filing(
        id="earlier",
        case_no="",
        scenario=applicant.scenario,
        subject=applicant.subject,
        opened_at=now,
        filed_on=now.date(),
        state=FilingState.CONFIRMED,
        form=boxes,
    )
