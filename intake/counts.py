"""How much the declarations hold, in the buyer's own units (T000 #48 and #49)."""

from collections.abc import Mapping

from models.records import Record
from models.specs import Service

PAGE = "page"


class Counts(Record):
    """The four numbers the tender names, and the further matters."""

    pages: int
    scenarios: int
    prefilled: int
    """Boxes that some source fills; one that both scenarios of a page share counts once."""
    prechecked: int
    """Boxes with a counted pre-check."""
    further: int
    """Matters that are none of the nine pages."""


def count(services: Mapping[str, Service]) -> Counts:
    """Count the declarations."""
    pages = [service for service in services.values() if service.group == PAGE]
    return Counts(
        pages=len(pages),
        scenarios=sum(len(page.scenarios) for page in pages),
        prefilled=sum(_prefilled(page) for page in pages),
        prechecked=sum(len(_counted(page)) for page in pages),
        further=len(services) - len(pages),
    )


def _prefilled(page: Service) -> int:
    own = [field for scenario in page.scenarios for field in scenario.fields]
    return sum(bool(field.sources) for field in (*page.fields, *own))


def _counted(page: Service) -> set[str]:
    checks = [check for scenario in page.scenarios for check in page.checks(scenario.id)]
    return {check.id for check in checks if check.counted}
