"""One filing's cast."""

from dataclasses import dataclass, field

from intake.feeds.population.maker import Facts

Papers = dict[str, dict[str, str]]
"""Document type → what stands on the paper, by field key."""


@dataclass(frozen=True)
class Scene:
    """Who files, what it is about, and what only the applicant can say."""

    account: Facts
    """The person or firm whose account files."""
    cast: dict[str, Facts]
    """Part played in the filing (``person``, ``firm``, ``vehicle``, ``old`` …) → who plays it."""
    typed: dict[str, str] = field(default_factory=dict)
    papers: Papers = field(default_factory=dict)
    """Papers uploaded where no register tells; beside them every certificate is in the library."""

    @property
    def is_firm(self) -> bool:
        """Whether a firm files."""
        return "uscc" in self.account


def by_person(person: Facts, typed: dict[str, str] | None = None, **others: Facts) -> Scene:
    """Return the scene of a person who files for herself."""
    return Scene(person, {"person": person} | others, typed or {})


def by_firm(firm: Facts, typed: dict[str, str] | None = None, **others: Facts) -> Scene:
    """Return the scene of a firm that files through its agent."""
    return Scene(firm, {"firm": firm, "agent": firm["agent"]} | others, typed or {})
