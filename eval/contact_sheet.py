"""Draw every page of every scenario's application form, small, beside each other.

    python -m eval.contact_sheet --out docs/pictures

The filings are the population's (``eval.population.written``): invented people, firms and papers.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from docgen.forms.compose import compose
from eval.population.written import pictures_of, written_filings
from eval.tiles import packed, pages_of, tile
from intake.registry import Registry, read_registry
from models.records import Filing

ACROSS, DOWN = 5, 3
"""Pages of one sheet."""


def sheets(filings: Iterable[Filing], registry: Registry) -> Iterator[bytes]:
    """Yield the sheets of all forms as JPEG, in order."""
    pages = [page for filing in filings for page in pages_of(print_form(filing, registry))]
    for start in range(0, len(pages), ACROSS * DOWN):
        yield packed(tile(pages[start : start + ACROSS * DOWN], ACROSS))


def print_form(filing: Filing, registry: Registry) -> bytes:
    """Return the PDF of a filing's form."""
    service = registry.service_of(filing.scenario)
    pictures = pictures_of(filing, service.form(filing.scenario))
    return compose(filing, service, filing.scenario, pictures=pictures).pdf


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
