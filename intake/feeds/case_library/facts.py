"""Facts of a case, each from the first declared place that says something."""

from collections.abc import Mapping, Sequence

from models.records import Filing


def facts_of(filing: Filing, places: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return every fact by name; empty where no place says anything."""
    return {
        name: next((text for place in where if (text := _look(filing, place))), "")
        for name, where in places.items()
    }


def _look(filing: Filing, place: str) -> str:
    kind, _, where = place.partition(":")
    if kind == "form":
        return filing.text(where)
    if kind == "subject":
        return str(getattr(filing.subject, where))
    kind, _, key = where.partition(".")
    fields = (document.field(key) for _, document in filing.documents(kind))
    return next((field.text for field in fields if field and field.text), "")
