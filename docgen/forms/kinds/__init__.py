"""What the application form of each service is called, and what the applicant promises on it."""

from pathlib import Path

from pydantic import Field

from models.specs import Service, Spec, need, read_specs

FOLDER = Path(__file__).parent
GENERAL = "general"


class FormKind(Spec):
    """The words of a service's application form; ``id`` is that of the service."""

    id: str
    titles: dict[str, str] = Field(default_factory=dict)
    """Title of the form by scenario; a scenario without one is named after its service."""
    statement: tuple[str, ...]
    """The applicant's promise, one paragraph each; the first one opens, the others are numbered."""

    def title(self, service: Service, scenario_id: str) -> str:
        """Return the title printed on the form of a scenario."""
        return self.titles.get(scenario_id, f"{service.name}申请表")


def read_kinds(folder: Path = FOLDER) -> dict[str, FormKind]:
    """Return every declared kind by the id of its service, and the general one.

    Raises ``SpecError`` when a declaration does not fit or the general one is missing.
    """
    kinds = read_specs(folder, FormKind)
    need(folder.name, "form kind", {GENERAL}, kinds)
    return kinds
