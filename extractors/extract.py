"""Read the declared fields of one paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.judging.given import given_values
from extractors.judging.understand import understand
from extractors.pairs.fields import open_fields
from extractors.placing.boxes import overlap
from extractors.placing.form import Form, prepare
from extractors.placing.layout import Rectangle, lay_out
from extractors.readers import READERS, Reader
from extractors.readers.pattern import read_pattern
from extractors.readers.zone import read_zone
from extractors.readings import bared, better, clearer, is_unclear, meets, uncovered
from extractors.second_look import look_again, place_of
from extractors.seeing.red_ink import (
    Baring,
    in_red_light,
    merged,
    read_seals,
    read_under_red,
    red_areas,
    without_red,
)
from models.engines import Engine, Image
from models.records import Box, Document, FieldValue, Line, Page, State, Support
from models.specs import DocumentType, FieldSpec

MOST_AREAS = 4
"""No more red areas of one paper are looked under than this."""
HIDDEN = 0.3
"""A place of which a red area covers this share may hold a value that the ink hides."""

Values = dict[str, FieldValue]


def extract(
    document: Document,
    page: Page,
    picture: Image,
    engine: Engine,
    types: Mapping[str, DocumentType],
) -> Document:
    """Return the document with every declared field, in the order of the declaration.

    A field that was missed or failed its check is looked at once more on its own place, and then
    under red ink and in seals. What the structured data of an electronic paper says goes before
    what was read. A document of unknown type comes back as it is.
    """
    kind = types.get(document.type)
    if kind is None:
        return document
    scene = Scene(document, page, picture, engine, kind)
    values = scene.read(scene.form)
    if not page.text_layer:
        values |= _looked_again(scene, values)
        areas = red_areas(scene.picture, scene.box)[:MOST_AREAS]
        values |= _bared(scene, values, areas)
        values |= _through_ink(scene, values, areas)
    values |= given_values(kind, page)
    fields = (*values.values(), *(scene.found() if kind.open else ()))
    return document.model_copy(update={"fields": fields})


@dataclass(frozen=True)
class Scene:
    """A paper of a known type where it lies, and what reads it."""

    document: Document
    page: Page
    picture: Image
    engine: Engine
    kind: DocumentType

    @property
    def box(self) -> Box:
        """Where the paper lies on the page."""
        return self.document.box or (0, 0, self.page.width, self.page.height)

    @cached_property
    def form(self) -> Form:
        """The paper laid out from the lines of its page."""
        return open_form(self.document, self.page, self.kind)

    def read(self, form: Form) -> Values:
        """Return every field as a form of this paper gives it."""
        number = self.page.number
        return {field.key: read_field(form, field, number) for field in self.kind.fields}

    def found(self) -> tuple[FieldValue, ...]:
        """Return the fields that the paper itself names, label by label."""
        lines = lines_of_paper(self.document, self.page)
        return open_fields(lines, self.box, self.picture, self.engine, self.page.number)

    def missed(self, values: Values) -> list[FieldSpec]:
        """Return the fields for which another look pays."""
        return [field for field in self.kind.fields if _missed(values[field.key], field)]

    def unclear(self, values: Values) -> list[FieldSpec]:
        """Return the fields whose value has the right form but was read with doubt."""
        return [field for field in self.kind.fields if is_unclear(values[field.key])]

    def unread(self, values: Values) -> list[FieldSpec]:
        """Return the fields of which nothing was read."""
        return [field for field in self.kind.fields if values[field.key].state is State.UNREAD]

    def covered(self, fields: Sequence[FieldSpec], areas: Sequence[Box]) -> list[FieldSpec]:
        """Return those of some fields whose place lies under one of the areas."""
        places = {field.key: place_of(self.form, field) for field in fields}
        return [field for field in fields if _under(self.form, places[field.key], areas)]

    def touched(self, values: Values, areas: Sequence[Box]) -> list[FieldSpec]:
        """Return the fields with a value that meets one of the areas: ink may hide or add to it."""
        return [
            field
            for field in self.kind.fields
            if values[field.key].support is not Support.PROVEN
            and any(meets(values[field.key].evidence.box, area) for area in areas)
        ]


def _looked_again(scene: Scene, values: Values) -> Values:
    """Return what a tight crop of its own place says about each missed field."""
    doubtful = scene.missed(values) + scene.unclear(values)
    again = {field.key: values[field.key] for field in doubtful}
    for field, found in look_again(scene.form, doubtful, scene.picture, scene.engine):
        first, second = again[field.key], understand(found, field, scene.page.number)
        again[field.key] = (better if _missed(first, field) else clearer)(first, second)
    return again


def _bared(scene: Scene, values: Values, areas: Sequence[Box]) -> Values:
    """Return what each value that red ink touches says without that ink."""
    touched = scene.touched(values, areas)
    picture = without_red(scene.picture, areas) if touched else scene.picture
    again: Values = {}
    for field, found in look_again(scene.form, touched, picture, scene.engine):
        bare = understand(found, field, scene.page.number)
        again.setdefault(field.key, bared(values[field.key], bare))
    return again


def _through_ink(scene: Scene, values: Values, areas: Sequence[Box]) -> Values:
    """Return what stands under red ink or around seals about each field still missed."""
    missed = scene.missed(values)
    missed += [f for f in scene.covered(scene.unread(values), areas) if f not in missed]
    again = _under_ink(scene, values, areas, missed, in_red_light)
    still = scene.missed(values | again)
    hidden = scene.touched(values | again, areas) + scene.covered(still, areas)
    still = [field for field in still if field in hidden]
    return again | _under_ink(scene, values | again, areas, still, without_red)


def _under_ink(
    scene: Scene,
    values: Values,
    areas: Sequence[Box],
    missed: Sequence[FieldSpec],
    bare: Baring,
) -> Values:
    """Return what one way of taking the ink away shows of the missed fields."""
    if not areas or not missed:
        return {}
    sealed = any(field.sealed for field in missed)
    seals = read_seals(scene.picture, areas, scene.engine) if sealed else ()
    under = read_under_red(scene.picture, areas, scene.page.lines, scene.engine, bare)
    lines = merged(scene.page.lines, under, areas) + seals
    page = scene.page.model_copy(update={"lines": lines})
    again = scene.read(open_form(scene.document, page, scene.kind))
    return {field.key: better(values[field.key], uncovered(again[field.key])) for field in missed}


def _under(form: Form, place: Rectangle | None, areas: Sequence[Box]) -> bool:
    if place is None:
        return False
    return any(overlap(form.layout.on_page(place), area) > HIDDEN for area in areas)


def open_form(document: Document, page: Page, kind: DocumentType) -> Form:
    """Return the document's lines laid out, with its labels found and its plan fitted."""
    box = document.box or (0, 0, page.width, page.height)
    return prepare(kind, lay_out(lines_of_paper(document, page), box), page.barcodes)


def lines_of_paper(document: Document, page: Page) -> list[Line]:
    """Return the lines of a page whose middles lie on a paper."""
    box = document.box or (0, 0, page.width, page.height)
    return [
        line
        for line in page.lines
        if box[0] <= (line.box[0] + line.box[2]) / 2 <= box[2]
        and box[1] <= (line.box[1] + line.box[3]) / 2 <= box[3]
    ]


def read_field(
    form: Form, field: FieldSpec, page: int, readers: Mapping[str, Reader] = READERS
) -> FieldValue:
    """Read a field by its own reader, then by its place, then by its pattern; the best one stays.

    The first reading that passes its check is taken at once.
    """
    best = understand(None, field, page)
    for reader in _ways(field, readers):
        value = understand(reader(form, field), field, page)
        if value.check is None and value.state is not State.UNREAD:
            return value
        if value.check and value.check.passed:
            return value
        if best.state is State.UNREAD:
            best = value
    return best


def _missed(value: FieldValue, field: FieldSpec) -> bool:
    """Tell whether a second look pays: nothing was read, or what was read fails its check."""
    if value.state is State.UNREAD:
        return field.required or field.sealed or bool(field.blank)
    return value.check is not None and not value.check.passed


def _ways(field: FieldSpec, readers: Mapping[str, Reader]) -> list[Reader]:
    return list(dict.fromkeys([readers[field.reader], read_zone, read_pattern]))
