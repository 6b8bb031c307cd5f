"""Read a value that the paper carries as a barcode, or else the digits printed beside it."""

from extractors.placing.form import Form, Found
from extractors.readers.zone import read_zone
from models.specs import FieldSpec


def read_barcode(form: Form, field: FieldSpec) -> Found | None:
    """Return the text of the first barcode of the declared format on this paper."""
    wanted = str(field.options.get("format", "Code39"))
    left, top, right, bottom = form.layout.frame
    for code in form.barcodes:
        x, y = (code.box[0] + code.box[2]) / 2, (code.box[1] + code.box[3]) / 2
        same = code.format.replace(" ", "").casefold() == wanted.replace(" ", "").casefold()
        if same and left <= x <= right and top <= y <= bottom:
            text = code.text.strip("*")
            return Found(text, (1.0,) * len(text), code.box)
    return read_zone(form, field)
