"""Everybody and everything the simulated platforms know: one invented, consistent population.

Every person, firm, vehicle and ship is invented; numbers have valid check digits, firms bear 样张
in their names, and addresses lie in a district 样张区 that does not exist or, where a form needs a
real town, in streets that do not.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from intake.feeds.population.applicants import Applicant, describe
from intake.feeds.population.faults import FAULTS, Fault, faults_of, spoil
from intake.feeds.population.maker import Facts, Maker
from intake.feeds.population.people import invent_person
from intake.feeds.population.scenes import SCENES
from intake.feeds.population.vehicles import invent_vehicle

CLEAN: Final = 8
"""Filings in order of each scenario."""
FAULTY: Final = 3
"""Filings with each fault of a scenario."""
NEVER_IN_ORDER: Final = frozenset({"B05"})
"""Scenarios for which the law has no round today: every filing has that fault."""
BYSTANDERS: Final = 100
"""Car owners who file nothing."""


class Population:
    """The same for the same seed and day, whoever makes it: a simulator and who judges it agree."""

    def __init__(self, seed: str = "zhiban", today: date | None = None) -> None:
        """Invent everybody; ``today`` (None: the present day) is what terms are reckoned from."""
        self._maker = Maker(seed, today or date.today())  # noqa: DTZ011 - the day here
        self.applicants: tuple[Applicant, ...] = tuple(
            self._applicant(scenario, fault, number)
            for scenario in SCENES
            for fault, count in (
                (None, 0 if scenario in NEVER_IN_ORDER else CLEAN),
                *((each, FAULTY) for each in faults_of(scenario)),
            )
            for number in range(count)
        )
        self._maker.begin("bystanders")
        for _ in range(BYSTANDERS):
            invent_vehicle(self._maker, "car", invent_person(self._maker))

    @property
    def things(self) -> Mapping[str, Sequence[Facts]]:
        """Return everything by kind: person, firm, vehicle, ship, student and so on."""
        return self._maker.things

    @cached_property
    def by_scenario(self) -> Mapping[str, tuple[Applicant, ...]]:
        """Return who could file each scenario, the filings in order first."""
        return {
            scenario: tuple(each for each in self.applicants if each.scenario == scenario)
            for scenario in SCENES
        }

    def subjects_for(self, scenario: str, *, clean: bool | None = None) -> tuple[Applicant, ...]:
        """Return who could file a scenario: everybody, only those in order, or only the others."""
        return tuple(
            each
            for each in self.by_scenario[scenario]
            if clean is None or clean is not bool(each.fault)
        )

    def _applicant(self, scenario: str, fault: Fault | None, number: int) -> Applicant:
        self._maker.begin(f"{scenario}:{fault.name if fault else 'clean'}:{number}")
        scene = SCENES[scenario](self._maker)
        if fault:
            spoil(self._maker, scene, fault)
        return describe(scenario, scene, fault)


__all__ = ["CLEAN", "FAULTS", "FAULTY", "NEVER_IN_ORDER", "SCENES", "Applicant", "Population"]
