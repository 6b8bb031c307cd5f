"""Pictures that are no papers: number plates, vehicles, frame numbers, seals.

Such a type has no printed labels. Its declaration names a finder under ``[classify] picture``,
which says both that a picture shows it and what stands on it. Finders are asked only where no known
paper was found: a plate number on a licence makes the licence no plate.
"""

from collections.abc import Callable, Iterable, Mapping

from extractors.judging.understand import understand
from extractors.photos.plates import find_plates
from extractors.photos.seals import find_seals
from extractors.photos.shot import Shot, Sighting
from extractors.photos.vehicles import find_struck_numbers, find_vehicles
from models.records import Document, Page
from models.specs import DocumentType, need

Finder = Callable[[Shot], list[Sighting]]

FINDERS: dict[str, Finder] = {
    "plates": find_plates,
    "seals": find_seals,
    "struck_numbers": find_struck_numbers,
    "vehicles": find_vehicles,
}
"""By the name a declaration uses."""


def recognise_photo(
    documents: Iterable[Document],
    shot: Shot,
    types: Mapping[str, DocumentType],
    finders: Mapping[str, Finder] = FINDERS,
) -> tuple[Document, ...]:
    """Return what a photograph shows, with its fields, where ``documents`` holds no known paper.

    Nothing found leaves them as they are. Raises ``SpecError`` when a type names no finder.
    """
    documents = tuple(documents)
    if shot.page.text_layer or any(document.type in types for document in documents):
        return documents
    seen = []
    for kind in types.values():
        if kind.classify.picture:
            need(kind.id, "finder", [kind.classify.picture], finders)
            sightings = finders[kind.classify.picture](shot)
            seen += [_document(sighting, kind, shot.page) for sighting in sightings]
    return tuple(seen) or documents


def _document(sighting: Sighting, kind: DocumentType, page: Page) -> Document:
    fields = (understand(sighting.found.get(f.key), f, page.number) for f in kind.fields)
    return Document(
        type=kind.id,
        reason=sighting.reason,
        page=page.number,
        box=sighting.box,
        fields=tuple(fields),
    )


__all__ = ["FINDERS", "Shot", "recognise_photo"]
