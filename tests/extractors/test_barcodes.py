"""Codes on a page: decoded at any size and turn, and understood."""

import time

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from extractors.judging.payloads import read_business_licence_qr, read_invoice_qr
from extractors.seeing.barcodes import read_barcodes
from models.engines import Image

DIGITAL = "01,31,,24112000000048542163,4449.00,20240528,,B2B6"
PAPER = "01,10,012001800311,33207675,46.62,20190508,76939056883466677916,E1BD,"
FORMAT = zxingcpp.BarcodeFormat


def drawn(text: str, code: FORMAT, dot: int = 4) -> Image:
    barcode = zxingcpp.create_barcode(text, code)
    grey = np.asarray(zxingcpp.write_barcode_to_image(barcode, scale=dot), np.uint8)
    return cv2.cvtColor(np.squeeze(grey), cv2.COLOR_GRAY2RGB)


def on_page(code: Image, left: int, top: int, size: tuple[int, int] = (1200, 1600)) -> Image:
    page = np.full((*size, 3), 235, np.uint8)
    page[top : top + code.shape[0], left : left + code.shape[1]] = code
    return page


@pytest.mark.parametrize("quarter", range(4))
@pytest.mark.parametrize(
    ("text", "code"),
    [(DIGITAL, FORMAT.QRCode), ("2160015530813", FORMAT.Code39), ("SH0001", FORMAT.Code128)],
)
def test_a_code_is_read_with_its_place_whichever_way_it_stands(
    text: str, code: FORMAT, quarter: int
) -> None:
    mark = np.ascontiguousarray(np.rot90(drawn(text, code), quarter))
    (found,) = read_barcodes(on_page(mark, 300, 200))

    assert found.text == text
    left, top, right, bottom = found.box
    assert 290 <= left <= right <= 310 + mark.shape[1]
    assert 190 <= top <= bottom <= 210 + mark.shape[0]


def test_the_box_is_in_pixels_of_a_large_picture() -> None:
    mark = drawn(DIGITAL, FORMAT.QRCode, dot=12)
    (found,) = read_barcodes(on_page(mark, 2600, 1500, (3000, 4000)))

    assert found.box[0] == pytest.approx(2600, abs=60)
    assert found.box[3] == pytest.approx(1500 + mark.shape[0], abs=60)


@pytest.mark.parametrize("size", [(1, 1), (1, 4096), (4096, 1), (3, 4096)])
def test_a_picture_of_any_shape_is_looked_over(size: tuple[int, int]) -> None:
    assert read_barcodes(np.zeros((*size, 3), np.uint8)) == ()


def test_several_codes_are_all_read() -> None:
    page = on_page(drawn(DIGITAL, FORMAT.QRCode), 100, 100)
    page[700:900, 600:1100] = 235
    second = drawn(PAPER, FORMAT.QRCode)
    page[700 : 700 + second.shape[0], 600 : 600 + second.shape[1]] = second

    assert {code.text for code in read_barcodes(page)} == {DIGITAL, PAPER}


def test_a_picture_without_codes_costs_little_and_gives_none() -> None:
    photo = np.random.default_rng(3).integers(0, 256, (300, 400, 3), np.uint8)
    photo = cv2.resize(photo, (4000, 3000))
    start = time.process_time()  # of this process alone: the machine may be busy

    assert read_barcodes(photo) == ()
    assert time.process_time() - start < 1


def test_the_code_of_a_digital_invoice_holds_the_amount_with_tax() -> None:
    payload = read_invoice_qr(DIGITAL)

    assert payload is not None
    assert payload.fields() == {
        "invoice_number": "24112000000048542163",
        "total": "4449.00",
        "invoice_date": "2024-05-28",
    }


def test_the_code_of_an_older_invoice_holds_the_amount_without_tax() -> None:
    payload = read_invoice_qr(PAPER)

    assert payload is not None
    assert payload.fields() == {
        "invoice_code": "012001800311",
        "invoice_number": "33207675",
        "total_amount": "46.62",
        "invoice_date": "2019-05-08",
        "check_code": "76939056883466677916",
    }


def test_a_business_licence_code_holds_a_credit_code() -> None:
    link = "http://www.gsxt.gov.cn/index.html?uniscid=91110108690017781B"
    payload = read_business_licence_qr(link)

    assert payload is not None
    assert payload.uscc == "91110108690017781B"


@pytest.mark.parametrize(
    "text",
    [
        "http://www.gsxt.gov.cn.example.com/?uniscid=91110108690017781B",
        "http://www.gsxt.gov.cn/index.html?uniscid=91110108690017781A",
        "91110108690017781B",
    ],
)
def test_another_link_is_no_business_licence(text: str) -> None:
    assert read_business_licence_qr(text) is None


@given(text=st.text() | st.lists(st.sampled_from(PAPER.split(",")), max_size=9).map(",".join))
def test_any_text_is_a_payload_or_none(text: str) -> None:
    payload = read_invoice_qr(text)
    if payload:
        assert {"invoice_number", "invoice_date"} <= set(payload.fields())
    assert read_business_licence_qr(text) is None
