"""The vocabulary of every TOML declaration."""

from models.specs.dated import DatedValue
from models.specs.documents import Classify, DocumentType, FieldSpec
from models.specs.services import (
    BoxType,
    Column,
    FormField,
    Material,
    PrecheckSpec,
    Scenario,
    Service,
)
from models.specs.sources import QuerySpec, SourceSpec
from models.specs.spec import Spec, need, read_spec, read_specs

__all__ = [
    "BoxType",
    "Classify",
    "Column",
    "DatedValue",
    "DocumentType",
    "FieldSpec",
    "FormField",
    "Material",
    "PrecheckSpec",
    "QuerySpec",
    "Scenario",
    "Service",
    "SourceSpec",
    "Spec",
    "need",
    "read_spec",
    "read_specs",
]
