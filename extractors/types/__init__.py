"""The document types: one TOML file each."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from models.specs import DocumentType, read_specs

FOLDER = Path(__file__).parent


@cache
def document_types() -> Mapping[str, DocumentType]:
    """Return every declared document type by id; raises ``SpecError`` when one does not fit."""
    return read_specs(FOLDER, DocumentType)
