"""Read the declared fields of one paper."""

from collections.abc import Mapping

from extractors.form import Form, Found, prepare
from extractors.layout import lay_out
from extractors.readers import READERS, Reader
from extractors.readers.pattern import read_pattern
from extractors.readers.zone import read_zone
from extractors.red_ink import merged, read_seals, read_under_red, red_areas
from extractors.second_look import look_again
from extractors.understand import understand
from models.engines import Engine, Image
from models.records import Document, FieldValue, Page, State
from models.specs import DocumentType, FieldSpec

MOST_AREAS = 4
"""No more red areas of one paper are looked under than this."""
CLEAR = 0.8
"""A second reading without a check must be at least this confident to fill an empty field."""


def extract(
    document: Document,
    page: Page,
    picture: Image,
    engine: Engine,
    types: Mapping[str, DocumentType],
) -> Document:
    """Return the document with every declared field, in the order of the declaration.

    A field that was missed or failed its check is looked at once more on its own place. A document
    of unknown type comes back as it is.
    """
    kind = types.get(document.type)
    if kind is None:
        return document
    form = open_form(document, page, kind)
    first = {field.key: read_field(form, field, page.number) for field in kind.fields}
    if page.text_layer:
        return _with(document, kind, first)
    missed = [field for field in kind.fields if _missed(first[field.key], field)]
    again = look_again(form, missed, picture, engine)
    second = first | {
        field.key: better(first[field.key], understand(again.get(field.key), field, page.number))
        for field in missed
    }
    return _with(document, kind, _through_ink(document, page, picture, engine, kind, second))


def _with(
    document: Document, kind: DocumentType, values: Mapping[str, FieldValue]
) -> Document:
    return document.model_copy(update={"fields": tuple(values[f.key] for f in kind.fields)})


def _through_ink(
    document: Document,
    page: Page,
    picture: Image,
    engine: Engine,
    kind: DocumentType,
    values: Mapping[str, FieldValue],
) -> Mapping[str, FieldValue]:
    """Read what is still missed under red ink or in seals, where there is any on the paper."""
    missed = [f for f in kind.fields if _missed(values[f.key], f) or _hidden(values[f.key], f)]
    box = document.box or (0, 0, page.width, page.height)
    areas = red_areas(picture, box)[:MOST_AREAS] if missed else []
    if not areas:
        return values
    seals = read_seals(picture, areas, engine) if any(f.sealed for f in missed) else ()
    lines = merged(page.lines, read_under_red(picture, areas, engine)) + seals
    bare = page.model_copy(update={"lines": lines})
    form = open_form(document, bare, kind)
    return values | {
        field.key: better(values[field.key], read_field(form, field, page.number))
        for field in missed
    }


def _hidden(value: FieldValue, field: FieldSpec) -> bool:
    return field.sealed and value.state is State.UNREAD


def open_form(document: Document, page: Page, kind: DocumentType) -> Form:
    """Return the document's lines laid out, with its labels found and its plan fitted."""
    box = document.box or (0, 0, page.width, page.height)
    lines = [
        line
        for line in page.lines
        if box[0] <= (line.box[0] + line.box[2]) / 2 <= box[2]
        and box[1] <= (line.box[1] + line.box[3]) / 2 <= box[3]
    ]
    return prepare(kind, lay_out(lines, box), page.barcodes)


def read_field(
    form: Form, field: FieldSpec, page: int, readers: Mapping[str, Reader] = READERS
) -> FieldValue:
    """Read a field by its own reader, then by its place, then by its pattern; the best one stays.

    The first reading that passes its check is taken at once.
    """
    best = understand(None, field, page)
    for reader in _ways(field, readers):
        found: Found | None = reader(form, field)
        value = understand(found, field, page)
        if value.check is None and value.state is not State.UNREAD:
            return value
        if value.check and value.check.passed:
            return value
        if best.state is State.UNREAD:
            best = value
    return best


def better(first: FieldValue, second: FieldValue) -> FieldValue:
    """Return the second reading where it proves itself; else the first, which saw more around it."""
    if second.check:
        return second if second.check.passed else first
    return second if first.value is None and second.confidence >= CLEAR else first


def _missed(value: FieldValue, field: FieldSpec) -> bool:
    """Tell whether a second look pays: nothing was read, or what was read fails its check."""
    if value.state is State.UNREAD:
        return field.required or bool(field.blank)
    return value.check is not None and not value.check.passed


def _ways(field: FieldSpec, readers: Mapping[str, Reader]) -> list[Reader]:
    return list(dict.fromkeys([readers[field.reader], read_zone, read_pattern]))
