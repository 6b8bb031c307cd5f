"""The service pages: which boxes a form has and which papers a scenario asks for."""

from functools import cache
from pathlib import Path

from models.specs import FormField, Service, read_specs

FOLDER = Path(__file__).parent


def read_services(folder: Path = FOLDER) -> dict[str, Service]:
    """Return every declared service by id; raises ``SpecError`` when one does not fit."""
    return read_specs(folder, Service)


@cache
def form_of(scenario: str) -> tuple[FormField, ...]:
    """Return every declared box of a scenario, shown or not; none for an unknown scenario."""
    for service in read_services().values():
        if any(each.id == scenario for each in service.scenarios):
            return service.form(scenario)
    return ()
