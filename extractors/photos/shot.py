"""A photograph that is no paper, and what was seen on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.placing.form import Found
from models.engines import Engine, Image
from models.records import Box, Page


@dataclass(frozen=True)
class Shot:
    """A page on which no known paper was found, its upright picture, and what reads it."""

    page: Page
    picture: Image
    engine: Engine


@dataclass(frozen=True)
class Sighting:
    """Something of a type's kind on a photograph: where, why, and what stands on it."""

    box: Box
    reason: str
    """In Chinese."""
    found: Mapping[str, Found] = field(default_factory=dict)
    """What was read, by field key."""
