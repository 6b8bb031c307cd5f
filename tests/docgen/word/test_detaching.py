"""A Word file without the template it was begun with."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.samples.proving import proven
from docgen.word.detaching import detached
from docgen.word.package import Docx, find_dangers

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def begun_with(template: str) -> bytes:
    document = Document()
    document.add_paragraph("关于样张的通知")
    settings = document.part._settings_part
    attached = OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), settings.relate_to(template, TYPE, is_external=True))
    settings.element.insert(0, attached)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize("template", ["file:///C:\\Normal.dotm", "https://example.invalid/a.dotm"])
def test_only_the_link_to_the_template_goes(template: str) -> None:
    file = begun_with(template)
    assert "outside" in {each.code for each in find_dangers(Docx(file))}
    without = detached(file)
    assert not list(find_dangers(Docx(without)))
    assert proven(file) == without
    assert [each.text for each in Document(BytesIO(without)).paragraphs] == ["关于样张的通知"]
    with ZipFile(BytesIO(file)) as before, ZipFile(BytesIO(without)) as after:
        assert sorted(before.namelist()) == sorted(after.namelist())
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/settings.xml", "word/_rels/settings.xml.rels"}
    assert b"attachedTemplate" not in without


def test_a_file_without_such_a_link_stays_byte_for_byte() -> None:
    held = BytesIO()
    Document().save(held)
    assert detached(held.getvalue()) == held.getvalue()
