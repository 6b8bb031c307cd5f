"""The list of goods that belongs to an invoice, as a page of an OFD."""

from dataclasses import asdict
from pathlib import Path
from random import Random

from docgen.ofd.package import Files, document, element
from eval.specimens.contents import facts_for
from eval.specimens.forms import Value
from eval.specimens.layout import Layout
from eval.specimens.ofd.package import main_entry
from eval.specimens.ofd.page import DIGITS, SERIF, page_of
from eval.specimens.truth import Truth, truth_of
from models.specs import read_spec

LAYOUT = Path(__file__).with_name("goods_list.toml")
TITLE = "销售货物或者提供应税劳务、服务清单"
FACTS = "vat_invoice"
"""The type of paper whose facts the list takes."""


def make_list(seed: int, name: str) -> tuple[Files, Truth]:
    """Return the files of a seed's list, and the truth of a file called ``name``."""
    layout = read_spec(LAYOUT, Layout)
    rng = Random(f"{layout.type}/{seed}")  # noqa: S311 - reproducible, not secret
    invoice = facts_for(FACTS, layout.variant, rng).invoice
    rows = [{"number": str(at), **row} for at, row in enumerate(invoice.items, start=1)]
    values: dict[str, Value] = asdict(invoice) | {"title": TITLE, "items": rows}
    fields = {key: values[key] for key in layout.keys}
    told = truth_of(name, [{"doc_type": layout.type, "fields": fields}], ["ofd", "text_layer"])
    return _files(layout, values), told


def _files(layout: Layout, values: dict[str, Value]) -> Files:
    content, _ = page_of(layout, values)
    size = element("PageArea", element("PhysicalBox", "0 0 210 297"))
    common = element(
        "CommonData", element("MaxUnitID", "999") + size + element("PublicRes", "R.xml")
    )
    pages = element("Pages", element("Page", ID=1, BaseLoc="Pages/Page_0/Content.xml"))
    fonts = element("Font", ID=SERIF, FontName="宋体") + element("Font", ID=DIGITS, FontName="宋体")
    return {
        "OFD.xml": main_entry(signed=False),
        "Doc_0/Document.xml": document("Document", common + pages),
        "Doc_0/R.xml": document("Res", element("Fonts", fonts), BaseLoc="."),
        "Doc_0/Pages/Page_0/Content.xml": content,
    }
