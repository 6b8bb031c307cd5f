"""Draw the first drafts of all kinds laid out, beside each other, and say what measuring finds.

    python -m eval.gongwen_sheet --out FOLDER

The facts are the examples of each kind's declaration: invented organs, marked 样张.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.measuring.deviation import Measured
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.word.office import Care, WordOffice
from eval.tiles import packed, pages_of, tile

ACROSS, DOWN = 6, 4
"""Pages of one sheet."""


def laid_out(office: WordOffice) -> Iterator[tuple[str, Measured, list[Image.Image]]]:
    """Yield each kind with what measuring its file finds and its pages."""
    for kind, written in read_written().items():
        official = draft(kind, examples(written)).official
        docx = lay_out(official)
        measured = measure(docx, office.convert, official.form)
        yield kind, measured, list(pages_of(office.convert(docx)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write ``gongwen-1.jpg`` and so on into a folder; print a line for each kind."""
    parser = argparse.ArgumentParser(description="Draw every kind of official document.")
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args(arguments).out
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[Image.Image] = []
    faults = 0
    with TemporaryDirectory() as held, closing(WordOffice(Care(Path(held)))) as office:
        for kind, measured, drawn in laid_out(office):
            hints = len(measured.deviations) - len(measured.faults)
            sys.stdout.write(
                f"{kind}: {len(drawn)} pages, {len(measured.faults)} faults, {hints} hints\n"
            )
            sys.stdout.writelines(f"  {each.told}\n" for each in measured.deviations)
            pages += drawn
            faults += len(measured.faults)
    sys.stdout.write(f"faults in all: {faults}\n")
    rest = iter(pages)
    for number in range(1, -(-len(pages) // (ACROSS * DOWN)) + 1):
        sheet = packed(tile(list(islice(rest, ACROSS * DOWN)), ACROSS))
        (folder / f"gongwen-{number}.jpg").write_bytes(sheet)


if __name__ == "__main__":
    main()
