"""OFD papers: every value is taken as the file gives it, and a person sees the same paper."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.ofd.package import document, element, zipped
from eval.hostile import ofd_files
from eval.hostile.ofd_files import element as tag
from eval.hostile.ofd_files import ofd, text
from eval.specimens.ofd.goods_list import make_list
from eval.specimens.ofd.invoice import make_invoice
from extractors.decoding.limits import Limits
from extractors.decoding.ofd.geometry import Matrix
from extractors.decoding.ofd.strokes import polylines
from extractors.decoding.sandbox import Sandbox
from extractors.judging.given import DIFFERS, SOURCE
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.read import ReadUpload, read_upload
from extractors.types import document_types
from models.engines.registry import make_engine
from models.errors import UnreadablePaperError
from models.records import Document, State, Support

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ZHIBAN_SHARED", ROOT.parent / "shared")) / "data" / "ofd"
CARRIED = {"invoice_number", "invoice_date", "buyer_name", "seller_name", "total", "items"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    shared = Sandbox()
    yield shared
    shared.close()


def read(data: bytes) -> ReadUpload:
    """Read a file with an engine that sees nothing: what is found was given."""
    return read_upload(data, "a.ofd", make_engine("null"), document_types(), TODAY)


def only(data: bytes) -> Document:
    (document,) = read(data).paper.documents
    return document


def page_of(data: bytes, sandbox: Sandbox) -> RawPage:
    (page,) = open_upload(data, "a.ofd", sandbox)
    return page


def lines(page: RawPage) -> list[str]:
    return [line.text for line in page.lines]


@pytest.mark.parametrize("attached", [True, False], ids=["data attached", "tags alone"])
@pytest.mark.parametrize("seed", range(600, 606))
def test_every_field_of_an_invoice_is_read_without_recognition(seed: int, attached: bool) -> None:
    files, truth = make_invoice(seed, "a.ofd", attached=attached)
    wanted = truth["documents"][0]["fields"]  # type: ignore[index]

    found = only(zipped(files))

    assert found.type == "vat_invoice_digital"
    assert {key: found.field(key).value for key in wanted} == wanted
    for key in CARRIED:
        value = found.field(key)
        assert (value.state, value.support) == (State.SURE, Support.GIVEN), key
        assert SOURCE in value.repair
        assert value.evidence.box is not None
    assert not [warning for warning in found.warnings if warning.code != "unsigned"]


@pytest.mark.parametrize("seed", range(600, 604))
def test_a_list_of_goods_is_known_and_read(seed: int) -> None:
    """Cells lose the spaces within them, as in every table; nothing else may differ."""
    files, truth = make_list(seed, "a.ofd")
    wanted = truth["documents"][0]["fields"]  # type: ignore[index]
    found = only(zipped(files))
    assert found.type == "vat_invoice_list"
    said = {key: found.field(key).value for key in wanted}
    assert json.dumps(said).replace(" ", "") == json.dumps(wanted).replace(" ", "")


def test_the_box_of_a_value_holds_its_print() -> None:
    files, _ = make_invoice(600, "a.ofd")
    upload = read(zipped(files))
    (found,) = upload.paper.documents
    left, top, right, bottom = found.field("invoice_number").evidence.box
    line = next(line for line in upload.paper.pages[0].lines if "发票号码" in line.text)
    assert line.box[0] < left < right <= line.box[2] + 1
    assert line.box[1] - 1 <= top < bottom <= line.box[3] + 1


def test_the_picture_shows_print_and_code() -> None:
    files, truth = make_invoice(601, "a.ofd")
    upload = read(zipped(files))
    left, top, right, bottom = upload.paper.documents[0].field("total").evidence.box
    assert upload.pictures[0][top:bottom, left:right].min() < 100
    number = truth["documents"][0]["fields"]["invoice_number"]  # type: ignore[index]
    assert any(number in code.text for code in upload.paper.pages[0].barcodes)


def test_print_that_differs_from_the_data_is_told_and_never_sure() -> None:
    files, truth = make_invoice(602, "a.ofd")
    total = truth["documents"][0]["fields"]["total"]  # type: ignore[index]
    changed = files[ofd_files.PAGE].replace(f">¥{total}<".encode(), ">¥1.00<".encode())
    assert changed != files[ofd_files.PAGE]

    found = only(zipped(files | {ofd_files.PAGE: changed}))

    assert found.field("total").state is State.CONFIRM
    assert DIFFERS in {warning.code for warning in found.warnings}


def test_data_that_says_nothing_leaves_a_field_unread() -> None:
    seeds = (make_invoice(seed, "a.ofd") for seed in range(600, 640))
    files, _ = next(
        (files, truth)
        for files, truth in seeds
        if truth["documents"][0]["fields"]["remarks"] is None  # type: ignore[index]
    )
    assert only(zipped(files)).field("remarks").state is State.UNREAD


def test_pages_come_in_their_order_each_with_its_text(sandbox: Sandbox) -> None:
    made = ofd_files.files(text("首页"), pages=3)
    made["Doc_0/Pages/Page_2/Content.xml"] = ofd_files.files(text("末页"))[ofd_files.PAGE]
    pages = open_upload(zipped(made), "a.ofd", sandbox)
    assert [lines(page) for page in pages] == [["首页"], ["首页"], ["末页"]]
    assert [page.number for page in pages] == [1, 2, 3]


def test_a_template_lies_under_the_page(sandbox: Sandbox) -> None:
    made = ofd_files.files(text("内容", at="20 40 50 6"), more=tag("Template", TemplateID=5))
    made["Doc_0/T.xml"] = document("Page", element("Content", element("Layer", text("底版"))))
    listed = element("CommonData", element("TemplatePage", ID=5, BaseLoc="T.xml"))
    pages = element("Pages", element("Page", ID=50, BaseLoc="Pages/Page_0/Content.xml"))
    made["Doc_0/Document.xml"] = document("Document", listed + pages)
    assert lines(page_of(zipped(made), sandbox)) == ["底版", "内容"]


@pytest.mark.parametrize(
    "hidden",
    [
        text("藏", Visible="false"),
        text("藏", at="20 300 50 6"),
        text("藏", Size="0.1"),
        text("藏", Alpha="3"),
        text("藏").replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 254"/><ofd:TextCode'),
        text("藏", CTM="0.7 0.7 -0.7 0.7 0 0"),
    ],
    ids=["invisible", "off the page", "tiny", "clear", "white", "watermark"],
)
def test_text_nobody_can_see_is_not_read(hidden: str, sandbox: Sandbox) -> None:
    assert lines(page_of(ofd(hidden + text("可见", at="20 60 50 6")), sandbox)) == ["可见"]


def test_one_text_stays_together_and_columns_stay_apart(sandbox: Sandbox) -> None:
    label = tag("TextCode", "名称：", X=0, Y=4, DeltaX="16 4")
    label = tag("TextObject", label, ID=1, Boundary="20 20 60 6", Font=1, Size=4)
    cells = text("壹", at="100 20 9 6") + text("贰叁", at="106 20 9 6")
    found = page_of(ofd(label + cells), sandbox)
    assert lines(found) == ["名称：", "壹", "贰叁"]
    assert len(found.lines[0].centres) == len("名称：")


def test_a_page_of_one_picture_is_left_to_recognition(sandbox: Sandbox) -> None:
    scan = ofd_files.picture_page(ofd_files.bad_files.GOOD["png"]())
    page = page_of(scan, sandbox)
    assert page.lines == ()
    assert page.image.min() < 60


def test_paths_are_drawn_and_holes_stay_open(sandbox: Sandbox) -> None:
    ring = "M 0 0 L 60 0 L 60 60 L 0 60 C M 20 20 L 40 20 L 40 40 L 20 40 C"
    shape = tag(
        "PathObject",
        tag("FillColor", Value="200 0 0") + tag("AbbreviatedData", ring),
        ID=2,
        Boundary="20 20 60 60",
        Fill="true",
        Stroke="false",
    )
    page = page_of(ofd(shape, box="0 0 100 100"), sandbox)
    scale = page.image.shape[1] / 100
    at = [tuple(page.image[round(y * scale), round(y * scale)]) for y in (30, 50, 90)]
    assert at == [(200, 0, 0), (255, 255, 255), (255, 255, 255)]


@pytest.mark.parametrize("case", ofd_files.HARMFUL)
def test_every_harmful_file_has_its_reason_and_the_next_file_is_read(
    case: str, sandbox: Sandbox
) -> None:
    make, code, says = ofd_files.HARMFUL[case]
    with pytest.raises(UnreadablePaperError, match=says) as told:
        open_upload(make(), "a.ofd", sandbox)
    assert told.value.code == code
    assert len(open_upload(ofd(text("甲")), "b.ofd", sandbox)) == 1


def test_an_archive_that_lies_about_its_size_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(UnreadablePaperError):
        open_upload(ofd_files.lying_bomb(), "a.ofd", sandbox)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_spoilt_file_is_pages_or_a_reason_in_chinese(data: st.DataObject) -> None:
    whole = zipped(ofd_files.files(text("甲乙") + text("丙", at="20 40 9 6")))
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = bytearray(whole)
    spoilt[at : at + data.draw(st.integers(1, 9))] = data.draw(st.binary(max_size=9))
    found = read(bytes(spoilt)).paper
    assert found.pages or (found.problem and found.problem.message and found.problem.remedy)


ATTRIBUTE = st.sampled_from(
    ["", "g", "g 99999999 1", "nan", "inf", "1e308", "-5", "0", "1 2 3 4", "甲", "9" * 400]
)


@settings(max_examples=40, deadline=None)
@given(boundary=ATTRIBUTE, ctm=ATTRIBUTE, size=ATTRIBUTE, delta=ATTRIBUTE, colour=ATTRIBUTE)
def test_absurd_attributes_are_pages_or_a_reason(
    boundary: str, ctm: str, size: str, delta: str, colour: str
) -> None:
    code = tag("FillColor", Value=colour) + tag("TextCode", "甲乙丙", X=0, Y=4, DeltaX=delta)
    odd = tag("TextObject", code, ID=1, Boundary=boundary, CTM=ctm, Size=size, Font=1)
    shape = tag("PathObject", tag("AbbreviatedData", f"M {delta}"), ID=2, Boundary=boundary)
    found = read(ofd(odd + shape)).paper
    assert found.pages or found.problem


NUMBER = st.floats(-300, 300, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from("MLQBASC"), st.lists(NUMBER, min_size=7, max_size=7))))
def test_any_path_becomes_points_or_is_refused(
    commands: list[tuple[str, list[float]]],
) -> None:
    counts = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    path = " ".join(f"{c} {' '.join(map(str, n[: counts[c]]))}" for c, n in commands)
    for line in polylines(path):
        assert len(line) > 1
        assert np.isfinite(np.array(line)).all()


@given(st.tuples(*[NUMBER] * 6), st.tuples(*[NUMBER] * 6), NUMBER, NUMBER)
def test_a_chain_of_maps_is_one_map(
    first: tuple[float, ...], second: tuple[float, ...], x: float, y: float
) -> None:
    inner, outer = Matrix(*first), Matrix(*second)
    assert outer.after(inner)(x, y) == pytest.approx(outer(*inner(x, y)), rel=1e-6, abs=1e-3)


def test_limits_hold_the_size_of_a_page(sandbox: Sandbox) -> None:
    page = page_of(ofd(text("甲"), box="0 0 1700 1000"), sandbox)
    assert max(page.image.shape) == Limits().max_side
