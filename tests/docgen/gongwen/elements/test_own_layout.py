"""What the layout sets, recognition reads back: the two agree on every element."""

from random import Random

import pytest

from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.opening.file import open_file
from eval.elements.invention import invent, read_vocabulary, statutory
from eval.elements.judging import judge


@pytest.mark.parametrize("kind", statutory())
def test_a_document_comes_back_from_its_own_layout(kind: str) -> None:
    for serial in range(2):
        official = invent(kind, read_vocabulary().unseen, Random(f"layout{kind}{serial}"))
        seen = recognise(open_file(lay_out(official), "样张.docx"))
        verdicts = judge(official, seen.official)
        assert [each for each in verdicts if not each.right] == []
