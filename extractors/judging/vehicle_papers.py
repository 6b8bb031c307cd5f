"""What the papers of a vehicle prove about themselves: registration, scrapping and transport."""

from collections.abc import Iterator

from extractors.judging.comparison import Comparison, CrossCheck, in_order, number_of, texts_of
from models.records import Barcode, Document


def mortgage_released(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """A mortgage entered in the register is followed by its release, on the pages at hand.

    Nothing is held against any reading: the entry may well be right, and the vehicle mortgaged.
    """
    mortgaged = False
    for row in _rows(document, "records"):
        title = row.get("title", "")
        if row.get("release_date") or title.startswith("解除抵押"):
            mortgaged = False
        elif row.get("mortgagee") or row.get("mortgage_date") or title.startswith("抵押"):
            mortgaged = True
    if mortgaged:
        message = (
            "登记证书上有抵押登记，未见其后的解除抵押记录。"
            "请先办理解除抵押登记；已经解除的，请补充上传载有解除记录的登记栏页。"
        )
        yield Comparison(False, (), "mortgage_not_released", message)


def engine_no_is_not_its_model(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """Rows 11 and 12 of a registration certificate, number and model, are not the same."""
    texts = dict(texts_of(document, "engine_no", "engine_model"))
    if len(texts) == 2 and texts["engine_no"] == texts["engine_model"]:
        message = "发动机号（第11栏）与发动机型号（第12栏）读出的内容相同，请对照原件核实。"
        yield Comparison(False, ("engine_no", "engine_model"), "engine_no_like_model", message)


def gross_mass_covers_load(document: Document, _: tuple[Barcode, ...]) -> Iterator[Comparison]:
    """A vehicle's gross mass is above the load it may carry."""
    masses = {
        key: number_of(text.removesuffix("kg"))
        for key, text in texts_of(document, "gross_mass", "approved_load")
    }
    gross, load = masses.get("gross_mass"), masses.get("approved_load")
    if gross is not None and load is not None and gross <= load:
        message = "总质量不大于核定载质量，请对照原件核实。"
        yield Comparison(False, ("gross_mass", "approved_load"), "gross_below_load", message)


VEHICLE_CHECKS: dict[str, CrossCheck] = {
    "engine_no_is_not_its_model": engine_no_is_not_its_model,
    "first_issued_before_issued": in_order(
        "first_issue_date", "issue_date", "发证日期早于初领日期，请对照原件核实。"
    ),
    "gross_mass_covers_load": gross_mass_covers_load,
    "mortgage_released": mortgage_released,
    "produced_before_registered": in_order(
        "production_date", "registration_date", "登记日期早于车辆出厂日期，请对照原件核实。"
    ),
    "registered_before_cancelled": in_order(
        "register_date", "cancel_date", "注销日期早于注册登记日期，请对照原件核实。"
    ),
    "registered_before_delivered": in_order(
        "register_date", "delivery_date", "交车日期早于注册登记日期，请对照原件核实。"
    ),
}
"""By the name a document type uses."""


def _rows(document: Document, key: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with the cells that hold something."""
    table = document.field(key)
    for row in table.value if table and isinstance(table.value, list) else ():
        if isinstance(row, dict):
            yield {name: cell for name, cell in row.items() if isinstance(cell, str)}
