"""Read the declared fields of one paper."""

from collections.abc import Mapping

from extractors.form import Form, Found, prepare
from extractors.layout import lay_out
from extractors.readers import READERS, Reader
from extractors.readers.pattern import read_pattern
from extractors.readers.zone import read_zone
from extractors.understand import understand
from models.records import Document, FieldValue, Page, State
from models.specs import DocumentType, FieldSpec


def extract(
    document: Document,
    page: Page,
    types: Mapping[str, DocumentType],
    readers: Mapping[str, Reader] = READERS,
) -> Document:
    """Return the document with every declared field, in the order of the declaration.

    A document of unknown type comes back as it is.
    """
    kind = types.get(document.type)
    if kind is None:
        return document
    form = open_form(document, page, kind)
    fields = tuple(read_field(form, field, page.number, readers) for field in kind.fields)
    return document.model_copy(update={"fields": fields})


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


def _ways(field: FieldSpec, readers: Mapping[str, Reader]) -> list[Reader]:
    return list(dict.fromkeys([readers[field.reader], read_zone, read_pattern]))
