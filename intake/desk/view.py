"""A filing as an officer sees it: its flags, what stands after handling them, the acts so far."""

from dataclasses import dataclass
from functools import cached_property

from intake.desk.flags import Flag, flags_of
from intake.registry import Registry
from intake.store import acts as kept
from intake.store.acts import Act, ActKind
from intake.store.database import Session
from intake.store.filings import read_filing
from intake.store.queue import verdict_of
from models.records import Decision, Filing
from precheck.case import Case
from precheck.decide import decide
from precheck.notice import compose_notice
from precheck.recommend import Recommendation, recommend
from precheck.run import case_of, verified_facts
from precheck.side_by_side import SideBySide, lay_side_by_side
from precheck.working import Working, work_out


@dataclass(frozen=True)
class View:
    """One filing on the desk."""

    filing: Filing
    acts: tuple[Act, ...]
    verdict: str
    registry: Registry

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Every flag with what was made of it."""
        return flags_of(self.filing.findings, self.acts)

    @property
    def standing(self) -> Decision:
        """What the flags that were not set aside add up to."""
        left = [flag.finding for flag in self.flags if not flag.overridden]
        service = self.registry.service_of(self.filing.scenario)
        return decide(left, verified_facts(self.filing, service, self.filing.scenario))

    @property
    def notice(self) -> str:
        """The notice as the flags that were not set aside make it."""
        left = [flag for flag in self.flags if not flag.overridden]
        accepted = [flag.finding for flag in left if flag.accepted]
        return compose_notice([flag.finding for flag in left], accepted)

    @property
    def saved_notice(self) -> Act | None:
        """The notice an officer saved last, None when none was."""
        saved = [act for act in self.acts if act.kind is ActKind.NOTICE]
        return saved[-1] if saved else None

    @cached_property
    def workings(self) -> tuple[Working, ...]:
        """How every pre-check came to its answer."""
        specs = self.registry.service_of(self.filing.scenario).checks(self.filing.scenario)
        return work_out(self._case, specs, self.registry.parameters)

    @property
    def table(self) -> SideBySide:
        """Who says what, side by side."""
        return lay_side_by_side(self._case)

    @property
    def recommendation(self) -> Recommendation:
        """Whether the filing may be approved without an officer."""
        overridden = [flag.finding for flag in self.flags if flag.overridden]
        return recommend(self._case, self.workings, self.filing.findings, overridden)

    def flag(self, flag_id: str) -> Flag | None:
        """Return a flag by its id, None when it does not stand (any more)."""
        return next((flag for flag in self.flags if flag.id == flag_id), None)

    @cached_property
    def _case(self) -> Case:
        service = self.registry.service_of(self.filing.scenario)
        return case_of(self.filing, service, self.filing.scenario)


def open_view(session: Session, registry: Registry, filing_id: str) -> View:
    """Return a filing on the desk; raises ``NotFoundError``."""
    filing = read_filing(session, filing_id)
    acts = kept.of_filing(session, filing_id)
    return View(filing, acts, verdict_of(session, filing_id), registry)
