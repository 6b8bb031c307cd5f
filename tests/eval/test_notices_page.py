from pathlib import Path

from docgen.notices.declared import read_declared
from eval.notices import PAGE, PICTURE, write_page
from eval.tiles import LARGEST

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_lists_the_kinds_as_they_are_declared() -> None:
    assert (DOCS / PAGE).read_text(encoding="utf-8") == write_page(read_declared())


def test_the_picture_is_there_and_small_enough() -> None:
    assert 0 < (DOCS / PICTURE).stat().st_size <= LARGEST
