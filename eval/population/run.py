"""Enact and score the whole population, and add it up."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from eval.population.enact import enact
from eval.population.remembered import Remembered
from eval.population.score import Missed, Score, Wrong, score
from intake.connecting import connect
from intake.feeds.beside import simulator_beside
from intake.feeds.population import Population
from intake.registry import read_registry
from intake.settings import Settings
from models.records import Record


class Figures(Record):
    """What some filings come to."""

    filings: int
    clean: int
    """In order; the others have one fault each."""
    prefilled: float
    """Share of the boxes that a source could fill, 0 to 1."""
    wrong: float
    """Share of the prefilled boxes that do not say what is true."""
    found: float
    """Share of the faults that were found."""
    false_alarms: float
    """Share of the filings in order against which something was said."""
    first_time: float
    """Share of the filings in order that would not have been sent back."""


class Report(Record):
    """The whole population, and each scenario."""

    all: Figures
    scenarios: dict[str, Figures]
    wrong: tuple[Wrong, ...]
    missed: tuple[Missed, ...]
    alarms: dict[str, int]
    """What was said against filings in order, by scenario and sentence, with how often."""
    unfilled: dict[str, int]
    """Boxes that stayed empty, by scenario and key, with how often."""


def measure(settings: Settings, told: Callable[[str], None], each: int | None = None) -> Report:
    """Measure the population against the simulator; ``each`` limits the filings of a scenario."""
    registry, now = read_registry(), datetime.now().astimezone()
    applicants = [
        applicant
        for those in Population(today=now.date()).by_scenario.values()
        for applicant in those[:each]
    ]
    scores = []
    with simulator_beside(settings):
        connectors = connect(registry, settings, Remembered(applicants, registry, now))
        for applicant in applicants:
            scores.append(score(enact(applicant, registry, connectors, now), registry))
            told(applicant.scenario)
    return _report(scores)


def _report(scores: Sequence[Score]) -> Report:
    scenarios = dict.fromkeys(each.scenario for each in scores)
    return Report(
        all=_figures(scores),
        scenarios={
            name: _figures([each for each in scores if each.scenario == name]) for name in scenarios
        },
        wrong=tuple(wrong for each in scores for wrong in each.wrong),
        missed=tuple(each.missed for each in scores if each.missed),
        alarms=_often(f"{each.scenario} {said}" for each in scores for said in each.alarms),
        unfilled=_often(f"{each.scenario} {key}" for each in scores for key in each.unfilled),
    )


def _figures(scores: Sequence[Score]) -> Figures:
    clean = [each for each in scores if not each.fault]
    faulty = [each for each in scores if each.fault]
    filled = sum(each.filled for each in scores)
    return Figures(
        filings=len(scores),
        clean=len(clean),
        prefilled=_share(filled, sum(each.fillable for each in scores)),
        wrong=_share(sum(len(each.wrong) for each in scores), filled),
        found=_share(sum(each.missed is None for each in faulty), len(faulty), nothing=1),
        false_alarms=_share(sum(bool(each.alarms) for each in clean), len(clean)),
        first_time=_share(sum(not each.corrected for each in clean), len(clean), nothing=1),
    )


def _share(part: int, whole: int, nothing: float = 0) -> float:
    return round(part / whole, 4) if whole else nothing


def _often(said: Iterable[str]) -> dict[str, int]:
    return dict(Counter(said).most_common())
