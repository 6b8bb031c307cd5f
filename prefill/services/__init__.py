"""The service pages: which boxes a form has and which papers a scenario asks for."""

from pathlib import Path

from models.specs import Service, read_specs

FOLDER = Path(__file__).parent


def read_services(folder: Path = FOLDER) -> dict[str, Service]:
    """Return every declared service by id; raises ``SpecError`` when one does not fit."""
    return read_specs(folder, Service)
