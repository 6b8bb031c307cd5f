"""The numbers the base is cared for by: ``care.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from models.specs import Spec
from models.specs.spec import read_spec

FILE = Path(__file__).with_name("care.toml")


class FailureRules(Spec):
    """Which questions count as failed."""

    shaky_below: float = Field(ge=0, le=1)
    not_ours: tuple[str, ...]
    basis: str


class ClusterRules(Spec):
    """Which failed questions belong together."""

    empty_words: tuple[str, ...]
    alike_from: float = Field(gt=0, le=1)
    least: int = Field(ge=1)
    samples: int = Field(ge=1)
    weeks: int = Field(ge=1)
    basis: str


class TicketRules(Spec):
    """How urgent a ticket is, and by when it must be done."""

    half_life_days: float = Field(gt=0)
    high_from: float
    middle_from: float
    weights: Mapping[str, float]
    workdays: Mapping[str, int]
    remind_before: int = Field(ge=0)
    basis: str


class RiskRules(Spec):
    """What makes an entry more pressing to look at."""

    never: float
    expiring: float
    thumbs_down: float
    law_based: float
    old: float
    gaps: float


class InspectionRules(Spec):
    """How much is inspected, and what is found fault with."""

    month_share: float = Field(gt=0, le=1)
    year_share: float = Field(gt=0, le=1)
    spare_days: int = Field(ge=0)
    workdays: int = Field(ge=1)
    soon_days: int = Field(ge=1)
    old_days: int = Field(ge=1)
    shortest: int = Field(ge=0)
    unanswered_share: float = Field(gt=0, le=1)
    unanswered_least: int = Field(ge=1)
    reference: str
    basis: str
    risk: RiskRules


class CareRules(Spec):
    """Everything ``care.toml`` says."""

    failures: FailureRules
    clusters: ClusterRules
    tickets: TicketRules
    inspection: InspectionRules


@cache
def read_rules() -> CareRules:
    """Return the rules; raises ``SpecError`` when the file does not fit."""
    return read_spec(FILE, CareRules)
