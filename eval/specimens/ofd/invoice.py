"""A digital invoice as the OFD its buyer gets, with tags on its objects and the data attached."""

from collections.abc import Mapping
from random import Random
from xml.sax.saxutils import escape

from docgen.ofd.package import Files, document, element
from eval.specimens.contents import facts_for
from eval.specimens.forms import FORMS, Values
from eval.specimens.layout import Layout, layouts_of
from eval.specimens.ofd.package import main_entry
from eval.specimens.ofd.page import CODE, DIGITS, SERIF, code_png, page_of
from eval.specimens.truth import Truth, document_of, truth_of, values_of
from extractors.types import document_types
from models.specs import DocumentType

TYPE = "vat_invoice_digital"
PAGE = 20
"""Identifier of the only page."""
TABLE = "items"


def make_invoice(seed: int, name: str, *, attached: bool = True) -> tuple[Files, Truth]:
    """Return the unsigned files of a seed's invoice, and the truth of a file called ``name``.

    Without ``attached`` its values stand on the page alone, where tags point at them.
    """
    rng = Random(f"{TYPE}.ofd/{seed}")  # noqa: S311 - reproducible, not secret
    layout = rng.choice(layouts_of(TYPE))
    values = values_of(layout, facts_for(TYPE, layout.variant, rng))
    conditions = ["ofd", "text_layer"]
    return files_of(layout, values, attached=attached), truth_of(
        name, [document_of(layout, values)], conditions
    )


def files_of(layout: Layout, values: Values, *, attached: bool) -> Files:
    """Return the files of one invoice."""
    content, printed = page_of(layout, values)
    files = {
        "OFD.xml": main_entry(signed=False),
        "Doc_0/Document.xml": _document(attached=attached),
        "Doc_0/PublicRes.xml": _fonts(),
        "Doc_0/DocumentRes.xml": _media(),
        "Doc_0/Res/code.png": code_png(layout, values),
        "Doc_0/Pages/Page_0/Content.xml": content,
        "Doc_0/Tags/CustomTags.xml": _list("CustomTags", "CustomTag", "Invoice.xml"),
        "Doc_0/Tags/Invoice.xml": _tags(document_types()[TYPE], printed),
    }
    if attached:
        files |= {
            "Doc_0/Attachs/Attachments.xml": _list("Attachments", "Attachment", "invoice.xml"),
            "Doc_0/Attachs/invoice.xml": _data(document_types()[TYPE], values),
        }
    return files


def _document(*, attached: bool) -> bytes:
    common = element("PageArea", element("PhysicalBox", "0 0 210 140"))
    common += element("PublicRes", "PublicRes.xml") + element("DocumentRes", "DocumentRes.xml")
    parts = element("CommonData", element("MaxUnitID", "789") + common)
    parts += element("Pages", element("Page", ID=PAGE, BaseLoc="Pages/Page_0/Content.xml"))
    parts += element("CustomTags", "Tags/CustomTags.xml")
    parts += element("Attachments", "Attachs/Attachments.xml") if attached else ""
    return document("Document", parts)


def _fonts() -> bytes:
    serif = element("Font", ID=SERIF, FontName="宋体", FamilyName="宋体")
    digits = element("Font", ID=DIGITS, FontName="Courier New", FamilyName="Courier New")
    return document("Res", element("Fonts", serif + digits), BaseLoc="Res")


def _media() -> bytes:
    code = element("MultiMedia", element("MediaFile", "code.png"), ID=CODE, Type="Image")
    return document("Res", element("MultiMedias", code), BaseLoc="Res")


def _list(root: str, entry: str, file: str) -> bytes:
    return document(root, element(entry, element("FileLoc", file), ID=1, TypeID="root"))


def _tags(kind: DocumentType, printed: Mapping[str, list[int]]) -> bytes:
    """Return the tags: the name of each value, with the objects that print it."""
    names = {field.key: field.data[0] for field in kind.fields if field.data}
    for field in kind.fields:
        names |= {f"{field.key}.{key}": each[0] for key, each in field.data_columns.items()}
    tagged = [
        element(name, "".join(element("ObjectRef", str(each), PageRef=PAGE) for each in objects))
        for key, name in names.items()
        if (objects := printed.get(key))
    ]
    return document("root", "".join(tagged))


def _data(kind: DocumentType, values: Values) -> bytes:
    """Return the values themselves; a blank one is an empty element."""
    parts = [
        f"<fp:{field.data[0]}>{_written(field.key, values)}</fp:{field.data[0]}>"
        for field in kind.fields
        if field.data
    ]
    columns = next(field.data_columns for field in kind.fields if field.key == TABLE)
    rows = values[TABLE]
    for row in rows if isinstance(rows, list) else ():
        cells = (
            f"<fp:{name[0]}>{escape(row[key] or '')}</fp:{name[0]}>"
            for key, name in columns.items()
        )
        parts.append(f"<fp:GoodsInfo>{''.join(cells)}</fp:GoodsInfo>")
    space = 'xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019"'
    return f"<eInvoice {space}>{''.join(parts)}</eInvoice>".encode()


def _written(key: str, values: Values) -> str:
    value = values[key]
    text = value if isinstance(value, str) else ""
    return escape(FORMS["cn"](text) if key == "invoice_date" else text)
