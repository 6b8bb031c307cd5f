"""Real electronic invoices say what their own data says."""

from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from models.records import State, Support
from tests.extractors.test_ofd import SHARED, read


@pytest.mark.skipif(not SHARED.is_dir(), reason="the e-invoices for evaluation are not here")
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("*.ofd")))
def test_real_invoices_say_what_their_own_data_says(name: str) -> None:
    """Every value that the file carries is read, compared with a plain parse of the file."""
    data = (SHARED / name).read_bytes()
    found = read(data).paper.documents[0]
    said = {str(field.value) for field in found.fields} | {field.raw for field in found.fields}
    with ZipFile(SHARED / name) as archive:
        attached = [each for each in archive.namelist() if each.endswith("original_invoice.xml")]
        root = ET.fromstring(archive.read(attached[0])) if attached else None
    unread = {"DocID", "TypeCode", "TaxControlCode", "GraphCode", "Signature"}
    held = [
        (leaf.text or "").strip()
        for leaf in (root.iter() if root is not None else ())
        if leaf.tag.rpartition("}")[2] not in unread and not len(leaf)
    ]
    rows = found.field("items").value
    cells = {cell for row in rows for cell in row.values()}
    assert not [text for text in held if text and text not in said | cells]
    given = [field for field in found.fields if field.support is Support.GIVEN]
    assert len(given) > 10
    assert all(field.state is State.SURE for field in given)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the e-invoices for evaluation are not here")
def test_a_real_pdf_invoice_is_read_by_its_text() -> None:
    (path,) = SHARED.glob("*.pdf")
    (found,) = read(path.read_bytes()).paper.documents
    read_fields = [field for field in found.fields if field.state is not State.UNREAD]
    assert len(read_fields) > 20
    assert not [field for field in read_fields if field.support is Support.REFUTED]
