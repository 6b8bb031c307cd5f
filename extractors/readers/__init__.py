"""The ways to find a field on a paper, by the name a declaration uses."""

from collections.abc import Callable

from extractors.placing.form import Form, Found
from extractors.readers.barcode import read_barcode
from extractors.readers.blocks import read_blocks
from extractors.readers.columns import read_columns
from extractors.readers.entries import read_entries
from extractors.readers.issuer import read_issuer
from extractors.readers.labelled import read_labelled
from extractors.readers.letter import read_letter
from extractors.readers.line import read_line
from extractors.readers.ordered import read_ordered
from extractors.readers.pattern import read_pattern
from extractors.readers.region import read_region
from extractors.readers.scattered_date import read_scattered_date
from extractors.readers.seal import read_seal
from extractors.readers.sentence import read_sentence
from extractors.readers.summed import read_summed
from extractors.readers.title import read_title
from extractors.readers.zone import read_zone
from models.specs import FieldSpec

Reader = Callable[[Form, FieldSpec], Found | None]

READERS: dict[str, Reader] = {
    "barcode": read_barcode,
    "blocks": read_blocks,
    "columns": read_columns,
    "entries": read_entries,
    "issuer": read_issuer,
    "labelled": read_labelled,
    "letter": read_letter,
    "line": read_line,
    "ordered": read_ordered,
    "pattern": read_pattern,
    "region": read_region,
    "scattered_date": read_scattered_date,
    "seal": read_seal,
    "sentence": read_sentence,
    "summed": read_summed,
    "title": read_title,
    "zone": read_zone,
}
