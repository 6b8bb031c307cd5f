"""Several papers of one type on a page become several documents, each with its own box."""

from datetime import date

import numpy as np
import pytest

from extractors.placing.copies import split
from extractors.placing.labels import find_labels
from extractors.placing.layout import lay_out
from extractors.read import read_page
from extractors.types import document_types
from models.engines.null import NullEngine
from tests.printed import page_of, printed

FRAME = (0, 0, 1000, 800)
TODAY = date(2026, 11, 20)


def ticket(left: int, top: int, number: str, start: str, end: str):
    """The lines of a railway ticket, 430 pixels wide, its upper left corner at a place."""
    serial = f"12345678901234{number}"
    lines = (
        (number, 25, 15),
        (f"{start}站", 50, 45),
        ("G7", 200, 45),
        (f"{end}站", 280, 45),
        ("2025年03月04日08:15开", 25, 90),
        ("03车02A号", 270, 90),
        ("￥54.5元", 25, 115),
        ("二等座", 300, 115),
        ("1101011990****1234样张", 25, 178),
        ("买票请到12306发货请到95306", 67, 199),
        ("中国铁路祝您旅途愉快", 92, 219),
        (serial, 25, 244),
    )
    return [printed(text, left + x, top + y, size=14) for text, x, y in lines]


def read(*lines, width=1000, height=1000):
    page = page_of(*lines, width=width, height=height)
    blank = np.full((height, width, 3), 255, np.uint8)
    return read_page(page, blank, NullEngine(), document_types(), TODAY)


@pytest.mark.parametrize(
    "places",
    [
        [(40, 30)],
        [(40, 30), (40, 340)],
        [(40, 30), (500, 30)],
        [(40, 30), (500, 30), (40, 340), (500, 340)],
        [(40, 30), (60, 340), (30, 650)],
    ],
)
def test_each_ticket_on_a_page_becomes_a_document_with_its_own_box(places) -> None:
    stations = ["青湖", "松岚", "云溪南", "样张西"]
    lines = [
        line
        for place, start in zip(places, stations, strict=False)
        for line in ticket(*place, f"A00000{stations.index(start)}", start, "青湖东")
    ]
    found = read(*lines)
    assert [document.type for document in found] == ["train_ticket"] * len(places)
    assert [document.field("from_station").value for document in found] == stations[: len(places)]
    assert {document.field("to_station").value for document in found} == {"青湖东"}
    for document, (left, top) in zip(
        found, sorted(places, key=lambda p: (p[1], p[0])), strict=True
    ):
        box = document.box
        assert left <= box[0] < box[2] <= left + 430
        assert top <= box[1] < box[3] <= top + 270


def test_a_ticket_is_read_whole() -> None:
    (document,) = read(*ticket(40, 30, "A000001", "青湖", "松岚北"))
    values = {field.key: field.value for field in document.fields}
    assert values == {
        "ticket_no": "A000001",
        "from_station": "青湖",
        "train_no": "G7",
        "to_station": "松岚北",
        "depart_time": "2025-03-04 08:15",
        "seat": "03车02A号",
        "price": "54.5",
        "id_masked": "1101011990****1234",
        "passenger": "样张",
        "serial": "12345678901234A000001",
    }


def hits_of(*lines):
    return find_labels(lay_out(lines, FRAME), ("发票代码", "发票号码", "金额"))


def test_words_of_two_papers_are_told_apart_by_where_they_lie_to_each_other() -> None:
    # The amount of the first paper is nearer to the code of the second than to its own.
    one = (printed("发票代码", 50, 50), printed("发票号码", 50, 80), printed("金额", 50, 290))
    two = (printed("发票代码", 50, 350), printed("发票号码", 50, 380), printed("金额", 50, 590))
    groups = split(hits_of(*one, *two), ())
    assert [sorted(round(hit.top) for hit in group) for group in groups] == [
        [50, 80, 290],
        [350, 380, 590],
    ]


def test_a_word_that_stands_twice_alone_makes_no_second_paper() -> None:
    lines = (printed("发票代码", 50, 50), printed("发票号码", 50, 80), printed("金额", 50, 290))
    assert len(split(hits_of(*lines, printed("金额", 50, 400)), ())) == 1
    assert split([], ()) == []


def test_as_many_copies_as_nobody_lays_on_a_page_are_one_paper() -> None:
    lines = [printed("金额", 50, 30 * row) for row in range(1, 25)]
    assert len(split(hits_of(*lines), ())) == 1


def invoice(top: int, number: str):
    """The lines of a paper VAT invoice, from a height down."""
    rows = (
        ("上海增值税普通发票", 300, 0),
        (f"No{number}", 700, 0),
        ("开票日期：2025年01月02日", 700, 30),
        ("名称：样张市买方有限公司", 60, 70),
        ("纳税人识别号：", 60, 95),
        ("货物或应税劳务、服务名称", 60, 150),
        ("规格型号", 300, 150),
        ("单价", 420, 150),
        ("金额", 560, 150),
        ("税率", 680, 150),
        ("税额", 780, 150),
        ("价税合计（大写）", 60, 260),
        ("名称：样张市卖方有限公司", 60, 300),
        ("纳税人识别号：", 60, 325),
        ("开票人：样张", 500, 380),
    )
    return [printed(text, x, top + y) for text, x, y in rows]


def test_two_invoices_above_each_other_become_two_documents() -> None:
    found = read(*invoice(30, "00000011"), *invoice(480, "00000022"))
    assert [document.type for document in found] == ["vat_invoice", "vat_invoice"]
    assert [document.field("invoice_number").value for document in found] == [
        "00000011",
        "00000022",
    ]
    assert found[0].box[3] < found[1].box[1]
    assert [document.field("drawer").value for document in found] == ["样张", "样张"]
