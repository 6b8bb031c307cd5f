"""A few forms look as they did when somebody last looked at them.

``pytest --regenerate-golden`` prints them anew; look at every changed picture.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from docgen.forms.compose import ComposedForm
from tests.docgen.reading import pdf_picture

FOLDER = Path(__file__).parents[2] / "golden" / "forms"
LOOKED_AT = {"S1A": 0, "S5A": 0, "S8B": 0, "P02": 1, "T04": 1, "B01": 0}
"""The page of each form that is kept, from 0."""
SCALE = 1.0
GREYS = 16
DIFFERENT, ALLOWED = 96, 0.002
"""How far two greys are apart that nobody would call the same, and the share of such pixels."""


def look(form: ComposedForm, page: int) -> np.ndarray:
    colours = Image.fromarray(pdf_picture(form.pdf, page, SCALE))
    return np.asarray(colours.convert("L")) // (256 // GREYS)


@pytest.mark.parametrize(("scenario", "page"), LOOKED_AT.items())
def test_a_form_looks_as_it_did(
    scenario: str, page: int, every_form: dict[str, ComposedForm], request
) -> None:
    path = FOLDER / f"{scenario}-{page + 1}.png"
    now = look(every_form[scenario], page)
    prefix = request.config.getoption("--regenerate-golden")
    if prefix is not None and path.name.startswith(prefix):
        keep(path, now)
    with Image.open(path) as kept:
        before = np.asarray(kept)
    assert now.shape == before.shape
    apart = np.abs(now.astype(int) - before.astype(int)) * (256 // GREYS)
    assert (apart > DIFFERENT).mean() <= ALLOWED


def keep(path: Path, greys: np.ndarray) -> None:
    picture = Image.fromarray(greys, "P")
    picture.putpalette([level * 17 for level in range(GREYS) for _ in range(3)])
    picture.save(path, optimize=True, bits=4)
