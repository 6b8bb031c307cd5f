"""Which office issues: every declared one, and the one each department's notices come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from docgen.notices.declared import OFFICES, read_declared, read_offices
from docgen.notices.notice import IssuingOffice
from models.errors import NotFoundError, SpecError
from models.specs import Service, Spec, need, read_spec

DEPARTMENTS = "departments.toml"
FOLDER = "offices"
SHIPPED = Path(__file__).with_name(DEPARTMENTS)


class Departments(Spec):
    """The whole declaration file: department of a service → id of the office."""

    departments: dict[str, str]


@dataclass(frozen=True)
class Issuers:
    """The offices of an installation."""

    offices: Mapping[str, IssuingOffice]
    departments: Mapping[str, str]
    """Department, as services name it → id of the office that issues for it."""

    def office(self, office_id: str) -> IssuingOffice:
        """Return an office; raises ``NotFoundError``."""
        if office_id not in self.offices:
            raise NotFoundError(f"没有编号为“{office_id[:40]}”的出具机关。")
        return self.offices[office_id]

    def of(self, service: Service) -> IssuingOffice:
        """Return the office that issues the notices of a service."""
        return self.offices[self.departments[service.dept]]


def read_issuers(services: Mapping[str, Service], folder: Path | None = None) -> Issuers:
    """Read the offices and prove that every service has one; raises ``SpecError``.

    Args:
        services: every declared service.
        folder: holds ``departments.toml`` and ``offices/*.toml`` of an installation; None for the
            invented samples that ship.
    """
    path = folder / DEPARTMENTS if folder else SHIPPED
    if not path.is_file():
        raise SpecError(f"{path}: the departments of the issuing offices are not declared")
    offices = read_offices(folder / FOLDER if folder else OFFICES)
    departments = read_spec(path, Departments).departments
    need(DEPARTMENTS, "office", set(departments.values()), offices)
    need(DEPARTMENTS, "department", {each.dept for each in services.values()}, departments)
    _prove_numbers_apart(offices)
    return Issuers(offices, departments)


def _prove_numbers_apart(offices: Mapping[str, IssuingOffice]) -> None:
    """Two series written alike would give the same number twice."""
    known: dict[str, str] = {}
    for office, kind in product(offices.values(), read_declared().kinds.values()):
        series = f"{office.id}/{kind.id}"
        number = kind.number_of(office, 1, 1)
        if number in known:
            raise SpecError(f"{series}: its numbers are written like those of {known[number]}")
        known[number] = series
