"""What is declared about a form, beside its service: its words, its sources, the rules' numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from docgen.forms.kinds import GENERAL, FormKind, read_kinds
from models.specs import Service, SourceSpec
from precheck.parameters import Parameters
from prefill.sources import read_sources


@dataclass(frozen=True)
class Declared:
    """The declarations a form is arranged by."""

    kinds: Mapping[str, FormKind]
    """Words of the form by service id; ``general`` serves the services without their own."""
    sources: Mapping[str, SourceSpec]
    """Every prefill source by id."""
    parameters: Parameters
    """On them depends which materials are needed."""

    def kind_of(self, service: Service) -> FormKind:
        """Return the words of a service's form."""
        return self.kinds.get(service.id, self.kinds[GENERAL])


@cache
def read_declared() -> Declared:
    """Return the declarations that ship with the product, read once; raises ``SpecError``."""
    return Declared(read_kinds(), read_sources(), Parameters.read())
