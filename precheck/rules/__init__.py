"""The rules, by the names a declaration uses."""

from collections.abc import Callable, Iterable

from models.records import Finding
from models.specs import PrecheckSpec
from precheck.case import Case
from precheck.parameters import Parameters
from precheck.rules import dates, values
from precheck.rules.conditions import holds
from precheck.rules.telling import FILING_DAY
from precheck.rules.worked import REASON, calculation

Rule = Callable[[Case, PrecheckSpec, Parameters], Iterable[Finding]]

RULES: dict[str, Rule] = {
    "calculation": calculation,
    "done_within": dates.done_within,
    "holds": holds,
    "in_service_life": dates.in_service_life,
    "not_after_filing_day": dates.not_after_filing_day,
    "not_before_filing_day": dates.not_before_filing_day,
    "not_ending_soon": dates.not_ending_soon,
    "not_of_kind": values.not_of_kind,
    "not_too_early": dates.not_too_early,
    "one_of": values.one_of,
    "parts_within_whole": values.parts_within_whole,
    "same_organisation": values.same_organisation,
    "within_term": dates.within_term,
}

ADDED_FACTS = (FILING_DAY, REASON, dates.LIMIT)
"""Facts a message may name besides the labels of the places its check looks at."""

__all__ = ["ADDED_FACTS", "RULES", "Rule"]
