"""How often handwriting is told, and how often print is taken for it.

    python -m eval.specimens.handwriting_fonts
    python -m eval.bench.handwriting eval/samples/papers/clean --forms 3

Forms are filled in with each font that looks handwritten and read; of the folders' papers, which
are printed, every value that is doubted for its hand is a false alarm.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.specimens.contents import facts_for
from eval.specimens.draw import draw
from eval.specimens.fonts import HANDS, HANDWRITING
from eval.specimens.layout import Layout, layouts
from eval.specimens.truth import values_of
from eval.truth import read_truths
from extractors.handwriting import FILLED_IN, PRINTED, by_hand
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines import Engine, Image
from models.engines.registry import make_engine

TODAY = date(2026, 11, 20)
FORM = "form_ruled"
HAND = "handwriting"
"""The condition of a picture, as its truth names it, that is filled in by hand."""


def filled_in(layout: Layout, font: str) -> Layout:
    """Return a form as people fill it in: its values in a font that looks handwritten."""
    value = layout.styles["value"].model_copy(update={"fonts": (font,), "size": 5.0})
    return layout.model_copy(update={"styles": layout.styles | {"value": value}})


def forms_by_hand(font: str, count: int) -> Iterator[Image]:
    """Yield the pictures of forms filled in with a font."""
    layout = filled_in(layouts()[FORM], font)
    for seed in range(count):
        rng = Random(f"{font}/{seed}")  # noqa: S311 - reproducible, not secret
        values = values_of(layout, facts_for("form", "", rng))
        yield np.asarray(draw(layout, values, rng).image.convert("RGB"))


def told(picture: Image, engine: Engine) -> Counter[str]:
    """Return how many values were read from a picture, and how many of them look handwritten."""
    page, upright = look(RawPage(1, picture, "image/png"), engine)
    types, counted = document_types(), Counter[str]()
    for document in read_page(page, upright, engine, types, TODAY):
        kind = types.get(document.type)
        limits = FILLED_IN if kind and kind.by_hand else PRINTED
        read = [f for f in document.fields if f.value and f.evidence.box and f.key != "form_title"]
        counted["read"] += len(read)
        counted["hand"] += len(by_hand(read, page.lines, upright, limits))
    return counted


def false_alarms(folder: Path, engine: Engine) -> Counter[str]:
    """Return the same over the printed papers of a folder."""
    counted = Counter[str]()
    for path, truth in read_truths(folder):
        if path.suffix == ".jpg" and HAND not in truth.conditions:
            counted += told(open_upload(path.read_bytes(), path.name)[0].image, engine)
    return counted


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Count what is taken for handwriting.")
    parser.add_argument("folders", type=Path, nargs="*", help="printed papers with ground truth")
    parser.add_argument("--forms", type=int, default=1, help="forms filled in with each font")
    options = parser.parse_args(arguments)
    engine, table = (
        make_engine("rapid"),
        Table("papers", "values", "taken for handwriting", "share"),
    )
    counts = {str(folder): false_alarms(folder, engine) for folder in options.folders}
    for font in HANDS if HANDWRITING.exists() else ():
        pictures = forms_by_hand(font, options.forms)
        counts[font] = sum((told(picture, engine) for picture in pictures), Counter[str]())
    for name, counted in counts.items():
        share = counted["hand"] / max(counted["read"], 1)
        table.add_row(name, str(counted["read"]), str(counted["hand"]), f"{share:.1%}")
    Console().print(table)


if __name__ == "__main__":
    main()
