"""Draw every page of every scenario's application form, small, beside each other.

    python -m eval.contact_sheet --out docs/pictures

The filings are the population's (``eval.population.written``): invented people, firms and papers.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path

import pypdfium2
from PIL import Image

from docgen.forms.compose import compose
from eval.population.written import pictures_of, written_filings
from intake.registry import Registry, read_registry
from models.records import Filing

ACROSS, DOWN = 5, 3
WIDTH, HEIGHT = 380, 538
"""Of a page, in pixels."""
GAP, GROUND = 8, "#8a8f98"
SHARPER = 2
"""Pages are drawn larger and then made small, so that thin lines stay."""
LARGEST = 600_000
"""Bytes of a file."""
QUALITIES = range(80, 30, -5)


def page_pictures(filing: Filing, registry: Registry) -> Iterator[Image.Image]:
    """Yield a small picture of every page of a filing's form."""
    service = registry.service_of(filing.scenario)
    pictures = pictures_of(filing, service.form(filing.scenario))
    form = compose(filing, service, filing.scenario, pictures=pictures)
    for page in pypdfium2.PdfDocument(form.pdf):
        drawn = page.render(scale=SHARPER * WIDTH / page.get_width()).to_pil().convert("RGB")
        yield drawn.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def tile(pages: Sequence[Image.Image]) -> Image.Image:
    """Return one sheet of pages in rows."""
    size = (ACROSS * (WIDTH + GAP) + GAP, DOWN * (HEIGHT + GAP) + GAP)
    sheet = Image.new("RGB", size, GROUND)
    for place, page in enumerate(pages):
        row, column = divmod(place, ACROSS)
        sheet.paste(page, (GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP)))
    return sheet


def packed(sheet: Image.Image) -> bytes:
    """Return a sheet as JPEG, as good as its size allows; raises ``ValueError`` if none is."""
    for quality in QUALITIES:
        out = BytesIO()
        sheet.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError("the sheet is too large")


def sheets(filings: Iterable[Filing], registry: Registry) -> Iterator[bytes]:
    """Yield the sheets of all forms, in order."""
    pages = [page for filing in filings for page in page_pictures(filing, registry)]
    for start in range(0, len(pages), ACROSS * DOWN):
        yield packed(tile(pages[start : start + ACROSS * DOWN]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write ``forms-1.jpg`` and so on into a folder."""
    parser = argparse.ArgumentParser(description="Draw every application form.")
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args(arguments).out
    registry = read_registry()
    for number, sheet in zip(count(1), sheets(written_filings(registry), registry), strict=False):
        (folder / f"forms-{number}.jpg").write_bytes(sheet)


if __name__ == "__main__":
    main()
