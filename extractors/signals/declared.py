"""The signals as declared in ``signals.toml``."""

from functools import cache
from pathlib import Path

from pydantic import Field

from models.specs import Spec, read_spec

DECLARED = Path(__file__).with_name("signals.toml")


class SignalSpec(Spec):
    """One signal: what tells it, and what the officer is told."""

    code: str
    detector: str
    """Name in ``extractors.signals.DETECTORS``."""
    message: str
    """In Chinese; ``{found}`` stands for what the detector names."""
    limits: dict[str, float] = Field(default_factory=dict)
    """Numbers of this detector."""
    patterns: tuple[str, ...] = ()
    """For ``words``: regular expressions, searched in each line without its spaces."""


class SignalSpecs(Spec):
    """The declaration file."""

    signals: tuple[SignalSpec, ...] = Field(alias="signal")


@cache
def signals(path: Path = DECLARED) -> tuple[SignalSpec, ...]:
    """Return every declared signal in order; raises ``SpecError`` when one does not fit."""
    return read_spec(path, SignalSpecs).signals
