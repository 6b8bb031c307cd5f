"""What the routes of the document library take and tell."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import Filters, Material
from docgen.gongwen.library.similar import Similar
from intake.api.shapes import Shape
from intake.store.gongwen_library import KeptDocument


class Sought(BaseModel):
    """What is sought."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, Field(min_length=1, max_length=500)]
    filters: Filters = Filters()
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class Beside(BaseModel):
    """What is being written."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=3000)]
    """The paragraph."""
    draft: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    """The caller's own draft that it stands in; empty while that is not kept yet."""
    filters: Filters = Filters()
    limit: Annotated[int, Field(ge=1, le=20)] = 10


class New(BaseModel):
    """A document to be kept."""

    model_config = ConfigDict(extra="forbid")

    document: Filed


class Put(BaseModel):
    """Where a document is put."""

    model_config = ConfigDict(extra="forbid")

    facet: Annotated[str, Field(max_length=20)]


def hit(material: Material | Similar, document: KeptDocument) -> Shape:
    """Return what is told of a document that was found, with the passage."""
    return shown(document.filed) | {
        "document": document.id,
        "path": material.passage.path,
        "text": material.passage.text,
    }


def shown(filed: Filed) -> Shape:
    """Return what is told of a document wherever it is named."""
    about = {"title", "sort", "level", "issuer", "number", "issued_on"}
    return filed.model_dump(mode="json", include=about) | {
        "facet": filed.collection.title,
        "origin": filed.origin,
        "ending": filed.ending.model_dump(mode="json") if filed.ending else None,
    }
