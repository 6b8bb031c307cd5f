"""Tickets, receipts, tax and payment papers: several on one page, their tables, their checks."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks import CHECKS
from extractors.checks.amounts import in_words
from extractors.judging.consistency import CROSS_CHECKS
from extractors.judging.repair import repair
from extractors.placing.classify import classify
from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.read import read_page
from extractors.readers import READERS
from extractors.types import document_types
from models.engines.null import NullEngine
from models.records import Document, FieldValue, State
from tests.printed import page_of, printed

FRAME = (0, 0, 1000, 800)
TODAY = date(2026, 11, 20)


def read(*lines, width=1000, height=1000):
    page = page_of(*lines, width=width, height=height)
    blank = np.full((height, width, 3), 255, np.uint8)
    return read_page(page, blank, NullEngine(), document_types(), TODAY)


def test_a_fixed_amount_receipt_is_read_without_figures() -> None:
    (document,) = read(
        printed("样张市税务局通用定额发票", 300, 60),
        printed("发票代码", 100, 150),
        printed("131001234567", 220, 150),
        printed("发票号码", 100, 190),
        printed("00102221", 220, 190),
        printed("贰拾元整", 300, 300),
    )
    values = {field.key: field.value for field in document.fields if field.value}
    assert document.type == "other"
    assert values == {
        "title": "样张市税务局通用定额发票",
        "invoice_code": "131001234567",
        "invoice_number": "00102221",
        "amount_cn": "贰拾元整",
    }


def columns(field_key: str, kind: str, *lines):
    form_kind = document_types()[kind]
    field = next(field for field in form_kind.fields if field.key == field_key)
    return READERS["columns"](prepare(form_kind, lay_out(lines, FRAME)), field)


def row(height: int, **places: str):
    return [printed(text, int(x[1:]), height) for x, text in places.items()]


def test_a_word_in_the_head_of_a_slip_is_no_heading_of_its_table() -> None:
    found = columns(
        "items",
        "payment_slip",
        *row(50, x50="金额", x300="大写", x360="贰佰圆整"),
        *row(100, x50="项目编码", x200="收入项目名称", x480="单位", x580="数量", x680="收缴标准"),
        printed("金额", 820, 100),
        *row(140, x50="103050101", x200="样张罚没收入", x490="次", x590="2", x700="100.00"),
        printed("200.00", 810, 140),
    )
    assert found.rows == (
        {
            "code": "103050101",
            "name": "样张罚没收入",
            "unit": "次",
            "quantity": "2",
            "standard": "100.00",
            "amount": "200.00",
        },
    )


def test_a_quantity_without_a_price_stays_as_printed() -> None:
    found = columns(
        "items",
        "payment_slip",
        *row(100, x50="项目编码", x200="收入项目名称", x480="单位", x580="数量", x680="收缴标准"),
        printed("金额", 820, 100),
        *row(140, x50="103050101", x200="样张罚没收入", x490="次", x590="1"),
        printed("200.00", 810, 140),
    )
    (record,) = found.rows
    assert (record["quantity"], record["standard"], record["amount"]) == ("1", None, "200.00")


def test_the_journeys_of_a_digital_invoice_are_a_table_of_their_own() -> None:
    lines = (
        *row(100, x50="项目名称", x300="单位", x380="数量", x460="单价", x560="金额", x760="税额"),
        printed("税率/征收率", 630, 100),
        *row(140, x40="*运输服务*样张运输", x310="吨", x390="2", x450="50.00", x550="100.00"),
        *row(140, x650="9%", x760="9.00"),
        *row(180, x50="运输工具种类", x250="运输工具牌号", x450="起运地", x650="到达地"),
        *row(215, x50="公路运输", x250="沪D12345", x440="样张市", x640="青湖市"),
        *row(250, x50="合计"),
    )
    (sold,) = columns("items", "vat_invoice_digital", *lines).rows
    assert (sold["name"], sold["amount"], sold["tax"]) == ("*运输服务*样张运输", "100.00", "9.00")
    assert columns("trips", "vat_invoice_digital", *lines).rows == (
        {"vehicle_type": "公路运输", "plate": "沪D12345", "from": "样张市", "to": "青湖市"},
    )


def test_an_invoice_for_tolls_names_plate_and_days() -> None:
    (record,) = columns(
        "items",
        "vat_invoice",
        *row(100, x50="项目名称", x250="车牌号", x350="类型", x430="通行日期起", x560="通行日期止"),
        *row(100, x690="金额", x770="税率", x850="税额"),
        *row(140, x40="*经营租赁*通行费", x245="沪D12345", x350="货车", x430="20250102"),
        *row(140, x560="20250102", x680="100.00", x780="3%", x850="3.00"),
        *row(250, x50="合计"),
    ).rows
    assert {key: record[key] for key in ("plate", "vehicle_type", "from", "to", "amount")} == {
        "plate": "沪D12345",
        "vehicle_type": "货车",
        "from": "20250102",
        "to": "20250102",
        "amount": "100.00",
    }


def paper(**values) -> Document:
    fields = tuple(
        FieldValue(key=key, value=value, score=0.99, state=State.SURE)
        for key, value in values.items()
    )
    return Document(type="t", reason="", fields=fields)


@pytest.mark.parametrize(("total", "agree"), [("300.00", True), ("301.00", False)])
def test_rows_must_add_up_to_the_total(total, agree) -> None:
    rows = [{"amount": "100.00"}, {"amount": "200.00"}]
    (compared,) = CROSS_CHECKS["items_make_total"](paper(items=rows, total=total), ())
    assert compared.agree is agree


def test_rows_are_not_added_up_when_one_was_not_read() -> None:
    rows = [{"amount": "100.00"}, {"amount": None}]
    assert not list(CROSS_CHECKS["items_make_total"](paper(items=rows, total="300.00"), ()))
    assert not list(CROSS_CHECKS["items_make_total"](paper(items=[], total="300.00"), ()))


def test_a_ticket_whose_numbers_differ_is_doubted() -> None:
    serial = "12345678901234A000001"
    check = CROSS_CHECKS["ticket_matches_serial"]
    (same,) = check(paper(ticket_no="Z31A000001", serial=serial), ())
    (other,) = check(paper(ticket_no="A000007", serial=serial), ())
    assert (same.agree, same.proves, other.agree) == (True, False, False)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("ticket_no", "Z31C014941", "Z31C01494"),
        ("ticket_serial", "32270300310607C014941", "3227030310607C014941"),
        ("train_no", "1461", "0461"),
        ("station", "青湖", "湖"),
        ("minute", "2019年06月07日06:56", "2019年06月07日26:56"),
        ("seat", "05车012号下铺", "05车012"),
        ("masked_id", "3604211990****2417", "3604211990***2417"),
        ("receipt_code", "15107158E001", "15107158E00"),
        ("receipt_title", "样张市过路（过桥）费专用发票", "样张市过路过桥专用发票"),
        ("receipt_title", "样张有限公司通用定额发票", "样张市税局通用定额发票"),
        ("any_invoice_number", "24312000000048542163", "2431200000004854216"),
        ("tax_certificate_no", "331015190500123456", "33101A"),
        ("payment_code", "31000024100000012345", "3100"),
    ],
)
def test_what_is_cut_or_misread_fails_its_check(check, good, bad) -> None:
    CHECKS[check](good)
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        CHECKS[check](bad)


@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_an_amount_is_kept_with_the_decimals_printed(amount) -> None:
    for printed_as in (f"￥{amount}元", f"{amount}元/公里", str(amount)):
        assert CHECKS["printed_amount"](printed_as) == str(amount)


@given(st.text(max_size=30))
def test_no_text_breaks_a_check(text) -> None:
    names = ("ticket_no", "station", "minute", "seat", "masked_id", "printed_amount", "distance")
    for name in (*names, "train_no", "ticket_serial", "receipt_code", "receipt_title"):
        try:
            canonical = CHECKS[name](text)
        except ValueError:
            continue
        assert canonical


@given(st.integers(1, 10**7))
def test_a_circle_misread_as_a_country_is_put_right(cents) -> None:
    words = in_words(Decimal(cents) / 100)
    if "圆" in words:
        mended = repair(words.replace("圆", "国"), check="cn_amount")
        assert mended is not None
        assert mended.value == words


def test_a_page_without_tickets_has_none() -> None:
    page = page_of(printed("样张市", 50, 50))
    assert [document.type for document in classify(page, document_types())] == ["unknown"]
