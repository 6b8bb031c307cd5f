"""Rules about dates: what must not be past, too far ahead, too early or too old.

A box without a readable date is the format check's matter: these rules say nothing then.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from models.records import Finding
from models.specs import PrecheckSpec
from precheck.case import Case, Statement
from precheck.months import add_months, end_of_month
from precheck.normal import as_date
from precheck.parameters import Parameters
from precheck.rules.telling import FILING_DAY, option, tell

LIMIT = "期限"


def not_before_filing_day(
    case: Case, spec: PrecheckSpec, _parameters: Parameters
) -> Iterator[Finding]:
    """The date at ``key`` is the filing day or later: a certificate still holds on its last day."""
    for stated, day in _dates(case, option(spec, "key")):
        if day < case.filing.filed_on:
            yield tell(spec, [stated], _today(case))


def not_after_filing_day(
    case: Case, spec: PrecheckSpec, _parameters: Parameters
) -> Iterator[Finding]:
    """The date at ``key`` has come: what is said to have happened cannot lie ahead."""
    for stated, day in _dates(case, option(spec, "key")):
        if day > case.filing.filed_on:
            yield tell(spec, [stated], _today(case))


def not_ending_soon(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """The date at ``key``, if not past, leaves the days of the parameter ``days``."""
    today = case.filing.filed_on
    margin = parameters.on(today, option(spec, "days"))
    soon = today + timedelta(days=parameters.number(today, option(spec, "days")))
    for stated, day in _dates(case, option(spec, "key")):
        if today <= day < soon:
            yield tell(spec, [stated], _today(case), [margin])


def within_term(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """The date at ``key`` is no later than a term that began today could reach.

    ``months`` names the parameter; the last month counts to its end, as certificates are dated.
    """
    today = case.filing.filed_on
    term = parameters.on(today, option(spec, "months"))
    latest = end_of_month(add_months(today, parameters.number(today, option(spec, "months"))))
    for stated, day in _dates(case, option(spec, "key")):
        if day > latest:
            yield tell(spec, [stated], _today(case) | {LIMIT: latest.isoformat()}, [term])


def done_within(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """What was last done on the date at ``key`` is renewed before ``months`` have passed."""
    today = case.filing.filed_on
    period = parameters.on(today, option(spec, "months"))
    for stated, day in _dates(case, option(spec, "key")):
        due = _due(day, spec, case, parameters)
        if today > due:
            yield tell(spec, [stated], _today(case) | {LIMIT: due.isoformat()}, [period])


def not_too_early(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """What is done once in ``months`` is asked for no sooner than ``days`` before it is due."""
    today = case.filing.filed_on
    rests_on = [parameters.on(today, option(spec, name)) for name in ("months", "days")]
    lead = timedelta(days=parameters.number(today, option(spec, "days")))
    for stated, day in _dates(case, option(spec, "key")):
        opens = _due(day, spec, case, parameters) - lead
        if day <= today < opens:
            yield tell(spec, [stated], _today(case) | {LIMIT: opens.isoformat()}, rests_on)


def in_service_life(case: Case, spec: PrecheckSpec, parameters: Parameters) -> Iterator[Finding]:
    """A vehicle registered on the date at ``key`` has not reached its years of service.

    ``years`` names the parameter; where the use at ``use`` is among the words of the parameter
    ``dangerous_uses``, ``dangerous_years`` holds instead.
    """
    today = case.filing.filed_on
    used = case.ask(option(spec, "use"))
    risky = parameters.words(today, option(spec, "dangerous_uses"))
    name = option(spec, "dangerous_years" if any(u.text in risky for u in used) else "years")
    for stated, day in _dates(case, option(spec, "key")):
        end = add_months(day, 12 * parameters.number(today, name))
        if today >= end:
            added = _today(case) | {LIMIT: end.isoformat()}
            yield tell(spec, [stated], added, [parameters.on(today, name)])


def _due(done: date, spec: PrecheckSpec, case: Case, parameters: Parameters) -> date:
    return add_months(done, parameters.number(case.filing.filed_on, option(spec, "months")))


def _today(case: Case) -> dict[str, str]:
    return {FILING_DAY: case.filing.filed_on.isoformat()}


def _dates(case: Case, place: str) -> Iterator[tuple[Statement, date]]:
    for stated in case.ask(place):
        day = as_date(stated.text)
        if day is not None:
            yield stated, day
