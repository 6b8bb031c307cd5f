"""One paper made ready for its readers: rows, labels and, for fixed forms, the fitted plan."""

from dataclasses import dataclass

from extractors.placing.fitting import Fit, fit
from extractors.placing.labels import Hit, find_labels
from extractors.placing.layout import Glyph, Layout, Row
from models.records import Barcode, Box
from models.specs import DocumentType

HELD = 4
"""Labels that hold a plan in place well enough."""


@dataclass(frozen=True)
class Found:
    """What a reader found for a field, as printed."""

    text: str
    scores: tuple[float, ...]
    """Confidence of each character."""
    box: Box | None
    sound: bool = True
    """True when the place itself proves the field: beside its label, or from a barcode."""
    rows: tuple[dict[str, str | None], ...] = ()
    """The rows of a table; empty for a single value."""
    note: str = ""
    """In Chinese, where a value that is not printed was taken from; becomes the repair's record."""


@dataclass(frozen=True)
class Form:
    """A paper of a known type, ready to be read."""

    kind: DocumentType
    layout: Layout
    hits: tuple[Hit, ...]
    plan: Fit | None
    barcodes: tuple[Barcode, ...] = ()

    @property
    def well_fitted(self) -> bool:
        """Whether enough labels hold the plan in place for a place on it to prove a field."""
        return len({hit.label for hit in self.hits if hit.label in self.kind.anchors}) >= HELD

    def labels(self, *names: str) -> list[Hit]:
        """Return the hits of any of the labels, from top to bottom."""
        return [hit for hit in self.hits if hit.label in names]

    def row(self, hit: Hit) -> Row:
        """Return the row a label stands in."""
        return self.layout.rows[hit.row]

    def taken(self, row: int) -> set[int]:
        """Return which characters of a row belong to labels."""
        return {i for hit in self.hits if hit.row == row for i in range(hit.start, hit.end)}

    def found(self, glyphs: list[Glyph], *, sound: bool = True) -> Found:
        """Return characters as a finding."""
        return Found(
            text="".join(glyph.char for glyph in glyphs),
            scores=tuple(glyph.score for glyph in glyphs),
            box=self.layout.box(glyphs) if glyphs else None,
            sound=sound,
        )


def prepare(kind: DocumentType, layout: Layout, barcodes: tuple[Barcode, ...] = ()) -> Form:
    """Find the type's labels on a paper and lay its plan over them."""
    names = {label for field in kind.fields for label in field.labels}
    hits = find_labels(layout, names | set(kind.furniture) | set(kind.anchors))
    return Form(kind, layout, hits, fit(hits, kind.anchors), barcodes)
