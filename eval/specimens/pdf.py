"""The digital invoice as its buyer gets it: a PDF with a text layer."""

import json
from collections.abc import Iterator
from math import ceil, inf
from pathlib import Path
from random import Random

import typst
import zxingcpp

from eval.specimens.contents import facts_for
from eval.specimens.forms import Values, print_template
from eval.specimens.layout import Layout, Mark, Repeat, Text, layouts_of
from eval.specimens.truth import Truth, document_of, truth_of, values_of
from models.fonts import SHIPPED

TEMPLATE = Path(__file__).with_name("form.typ")
TYPE = "vat_invoice_digital"


def make_pdf(seed: int, name: str) -> tuple[bytes, Truth]:
    """Return the digital invoice of a seed as PDF, and the truth of a file called ``name``."""
    rng = Random(f"{TYPE}.pdf/{seed}")  # noqa: S311 - reproducible, not secret
    layout = rng.choice(layouts_of(TYPE))
    values = values_of(layout, facts_for(TYPE, layout.variant, rng))
    form = json.dumps(form_of(layout, values), ensure_ascii=False)
    data = typst.compile(
        str(TEMPLATE), format="pdf", font_paths=[str(SHIPPED)], sys_inputs={"form": form}
    )
    return data, truth_of(name, [document_of(layout, values)], ["pdf", "text_layer"])


def form_of(layout: Layout, values: Values) -> dict[str, object]:
    """Return everything the template draws."""
    texts = [written for text in layout.texts if (written := text_of(text, layout, values))]
    for repeat in layout.repeats:
        texts += rows_of(repeat, layout, values)
    return {
        "size": layout.size,
        "boxes": [box.model_dump() for box in layout.boxes],
        "rules": [rule.model_dump() for rule in layout.rules],
        "codes": [code_of(mark, values) for mark in layout.marks if mark.kind == "qr"],
        "seals": [mark.model_dump() for mark in layout.marks if mark.kind == "oval_seal"],
        "texts": texts,
    }


def text_of(text: Text, layout: Layout, values: Values) -> dict[str, object] | None:
    """Return one text as printed with its size and colour; None when its field is blank."""
    written = print_template(text.text, values)
    style = layout.styles[text.style]
    shown = {"text": written, "size": text.size or style.size, "colour": style.colour}
    return text.model_dump() | shown if written else None


def code_of(mark: Mark, values: Values) -> dict[str, object]:
    """Return a QR code as SVG with its place."""
    text = print_template(mark.text, values)
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return {"box": mark.box, "svg": code.to_svg(add_quiet_zones=False)}


def rows_of(repeat: Repeat, layout: Layout, values: Values) -> list[dict[str, object]]:
    """Return the cells of a table as texts; a row with a long name takes more lines."""
    cells = (cell for row in cells_of(repeat, layout, values) for cell in row.values())
    return [shown for cell in cells if (shown := text_of(cell, layout, values))]


def cells_of(repeat: Repeat, layout: Layout, values: Values) -> Iterator[dict[str, Text]]:
    """Yield the cells of each row of a table by column, each row below the lines of the last."""
    rows, top = values[repeat.key], repeat.top
    for row in rows if isinstance(rows, list) else ():
        cells = {
            column.key: Text(
                at=(column.at, top),
                text=row.get(column.key) or "",
                style=repeat.style,
                width=column.width,
                lines=column.lines,
                align=column.align,
            )
            for column in repeat.columns
        }
        yield cells
        top += repeat.step * max(lines_of(cell, layout) for cell in cells.values())


def lines_of(cell: Text, layout: Layout) -> int:
    """Return how many lines a cell takes when every character is as wide as it is high."""
    full = ceil(len(cell.text) * layout.styles[cell.style].size / (cell.width or inf))
    return max(1, min(cell.lines, full))
