"""The lines of each golden page become the same fields as ever.

``pytest --regenerate-golden`` reads the committed specimens anew; review what changed as a diff.
"""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from extractors.opening import open_upload
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines.null import NullEngine
from models.engines.registry import make_engine
from tests.golden_papers import FOLDER, keep, kept, summary

SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers" / "clean"
TODAY = date(2026, 11, 20)


def found_on(page):
    """What is found on a page whose picture nobody can look at again."""
    blank = np.full((page.height, page.width, 3), 255, np.uint8)
    return tuple(read_page(page, blank, NullEngine(), document_types(), TODAY))


@pytest.fixture(scope="module", autouse=True)
def regenerated(request) -> None:
    prefix = request.config.getoption("--regenerate-golden")
    if prefix is None:
        return
    engine = make_engine("rapid")
    pictures = sorted(SAMPLES.glob(f"{prefix}*.jpg"))
    for path in pictures + sorted(SAMPLES.glob(f"{prefix}*.ofd")):
        page, _ = look(open_upload(path.read_bytes(), path.name)[0], engine)
        keep(FOLDER / f"{path.stem}.json", page, found_on(page))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_the_lines_of_a_golden_page_become_the_same_fields(path: Path) -> None:
    page, expected = kept(path)
    got = [summary(document) for document in found_on(page)]
    assert json.loads(json.dumps(got)) == expected


def test_every_type_has_a_golden_page() -> None:
    types = {document["type"] for path in FOLDER.glob("*.json") for document in kept(path)[1]}
    printed = {kind.id for kind in document_types().values() if not kind.classify.picture}
    assert types >= printed
