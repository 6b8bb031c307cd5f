"""An upload nobody can read stands for no material."""

import pytest

from models.records import Document, Paper, Warning
from precheck.papers import is_legible


@pytest.mark.parametrize(
    ("code", "legible"), [("too_small", False), ("no_paper", False), ("glare", True)]
)
def test_a_picture_is_legible_unless_nobody_could_read_it(code: str, legible: bool) -> None:
    warning = Warning(code=code, message="")
    document = Document(type="unknown", reason="", warnings=(warning,))
    paper = Paper(id="p", name="a.jpg", sha256="", size=1, documents=(document,))
    assert is_legible(paper) is legible
