"""The Word file of a notice says what its PDF says."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.samples import read_sample
from docgen.notices.templates.make_docx import RESULT, make
from tests.docgen.notices.conftest import KINDS, changed
from tests.docgen.notices.plain import plain
from tests.docgen.reading import docx_text

PARTS = ("word/document.xml", "word/footer1.xml", "docProps/core.xml")


def test_the_committed_layout_is_what_the_script_makes() -> None:
    made = BytesIO()
    make().save(made)
    with ZipFile(RESULT) as kept, ZipFile(made) as fresh:
        for part in PARTS:
            assert kept.read(part) == fresh.read(part), f"run make_docx: {part}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_sheet_stands_in_the_word_file(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    notice = composed[kind]
    written = docx_text(notice.docx)
    assert notice.check_code in written
    for line in plain(notice.sheet).splitlines():
        for part in re.split(r"[|：]", line):
            if part.strip() not in {"—", "ApplicantSeal"}:
                assert "".join(part.split()) in written
    assert "{" not in written


def test_the_head_of_a_long_table_is_repeated() -> None:
    row = read_sample("parking_arrears").rows[0]
    composed = compose_notice(changed("parking_arrears", rows=[row] * 50))
    tables = docx.Document(BytesIO(composed.docx)).tables
    [table] = [each for each in tables if each.cell(0, 0).text == "序号"]
    assert len(table.rows) == 52
    marked = [place for place, each in enumerate(table.rows) if "w:tblHeader" in each._tr.xml]
    assert marked == [0]
