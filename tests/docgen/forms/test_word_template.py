from io import BytesIO
from zipfile import ZipFile

from docgen.forms.templates.make_docx import RESULT, make

PARTS = ("word/document.xml", "word/fontTable.xml", "word/footer1.xml", "docProps/core.xml")


def test_the_committed_layout_is_what_the_script_makes() -> None:
    made = BytesIO()
    make().save(made)
    with ZipFile(RESULT) as kept, ZipFile(made) as fresh:
        for part in PARTS:
            assert kept.read(part) == fresh.read(part), f"run make_docx: {part}"
