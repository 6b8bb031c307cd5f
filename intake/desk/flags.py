"""The flags of a filing, with what officers made of each."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.store.acts import Act, ActKind
from models.records import Finding, Severity


class Handling(StrEnum):
    """What an officer makes of a flag."""

    ACCEPT = "accept"
    """It holds: it belongs into the notice."""
    OVERRIDE = "override"
    """It does not hold, or does not matter here."""


@dataclass(frozen=True)
class Flag:
    """One finding, and the last act on it."""

    id: str
    finding: Finding
    act: Act | None = None

    @property
    def overridden(self) -> bool:
        """Tell whether an officer set it aside."""
        return self.act is not None and self.act.verdict == Handling.OVERRIDE.value

    @property
    def accepted(self) -> bool:
        """Tell whether an officer took it up."""
        return self.act is not None and self.act.verdict == Handling.ACCEPT.value

    @property
    def stops(self) -> bool:
        """Tell whether the filing cannot pass while it stands."""
        return self.finding.severity is not Severity.ADVICE and not self.overridden


def flags_of(findings: Sequence[Finding], acts: Iterable[Act]) -> tuple[Flag, ...]:
    """Return the flags in the order of the findings.

    A flag that says something else after the checks ran anew is another flag: what was decided of
    the old one does not hold for it.
    """
    handled: Mapping[str, Act] = {act.flag: act for act in acts if act.kind is ActKind.FLAG}
    named = ((flag_id(finding), finding) for finding in findings)
    return tuple(Flag(name, finding, handled.get(name)) for name, finding in named)


def flag_id(finding: Finding) -> str:
    """Return what names a finding: the same as long as it says the same of the same places."""
    places = "|".join(place.model_dump_json() for place in finding.evidence)
    told = "\n".join([finding.rule, finding.severity, finding.message, *finding.keys, places])
    return hashlib.sha256(told.encode()).hexdigest()[:20]
