"""Anybody checks a file or a paper in a real browser, by mouse, by keyboard and on a phone."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.intake.pages.browser import Watched, needs_chromium, tab_to
from tests.intake.pages.officer_steps import filed
from tests.intake.pages.service import SHARED, Running

pytestmark = needs_chromium
OTHERS = SHARED / "data" / "ofd"
NOT_FOUND = "404"


@pytest.fixture(scope="module")
def signed(service: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Give a signed form's check code, and the form as a file."""
    filing = filed(service.client, "S5B")
    name = {"signer_name": "林样张"}
    made = service.client.post(f"/api/filings/{filing}/sign", json=name).raise_for_status()
    document = made.json()["documents"][0]
    file = tmp_path_factory.mktemp("signed") / "form.pdf"
    file.write_bytes(service.client.get(document["url"]).content)
    return document["check_code"], file


def test_our_own_file_is_shown_to_be_the_original(desk: Watched, signed: tuple[str, Path]) -> None:
    page = desk.page
    page.goto("/verify")
    page.set_input_files("#file", signed[1])
    expect(page.locator(".ours")).to_have_attribute("data-likeness", "same")
    expect(page.get_by_role("heading", name="内容未被改动")).to_be_visible()
    expect(page.locator(".statement", has_text="测试证书，")).to_contain_text("？ 存疑")
    expect(page.locator(".statement", has_text="覆盖整个文件")).to_contain_text("√ 符合")
    expect(page.locator("[data-standing=valid]")).to_contain_text("沪D***76")
    page.locator(".verdict").first.scroll_into_view_if_needed()
    desk.shoot("verify")
    assert desk.unexpected() == []


def test_a_paper_is_checked_by_its_code_with_the_keyboard_alone(
    desk: Watched, signed: tuple[str, Path]
) -> None:
    page = desk.page
    page.goto("/verify")
    tab_to(page, page.get_by_label("纸质文书的校验码"))
    page.keyboard.type("7K3F-0QTN-9XAB-52MC")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("逐位核对")
    page.keyboard.press("Control+A")
    page.keyboard.type(signed[0].lower().replace("-", " ").replace("0", "o"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-standing=valid]")).to_contain_text(signed[0])
    assert desk.unexpected(NOT_FOUND) == []


def test_the_address_of_the_qr_code_shows_the_record_on_a_phone(
    phone: Watched, signed: tuple[str, Path]
) -> None:
    page = phone.page
    page.goto(f"/c/{signed[0]}")
    expect(page.locator("[data-standing=valid]")).to_contain_text("有效")
    assert phone.sideways() == 0
    phone.shoot("record-phone")
    page.goto("/c/7K3F-0QTN-9XAB-52MC")
    expect(page.get_by_role("alert")).to_contain_text("请向出具单位核实")
    assert phone.sideways() == 0
    assert phone.unexpected(NOT_FOUND) == []


def test_a_photo_of_the_paper_and_a_changed_file_are_told_apart_on_a_phone(
    phone: Watched, signed: tuple[str, Path], tmp_path: Path
) -> None:
    page = phone.page
    photo, changed = tmp_path / "photo.jpg", tmp_path / "changed.pdf"
    pypdfium2.PdfDocument(signed[1])[0].render(scale=2).to_pil().save(photo)
    data = bytearray(signed[1].read_bytes())
    data[len(data) // 3] ^= 1
    changed.write_bytes(data)
    page.goto("/verify")
    expect(page.get_by_role("button", name="拍纸上的二维码")).to_be_visible()
    page.set_input_files("#camera", photo)
    expect(page.locator(".ours")).to_have_attribute("data-likeness", "picture")
    expect(page.locator("[data-standing=valid]")).to_contain_text(signed[0])
    page.set_input_files("#file", changed)
    expect(page.locator(".verdict-bad")).to_be_visible()
    expect(page.locator(".advice")).to_be_visible()
    page.locator(".verdict-bad").scroll_into_view_if_needed()
    assert phone.sideways() == 0
    phone.shoot("verify-phone")
    assert phone.unexpected() == []


@pytest.mark.skipif(not OTHERS.is_dir(), reason="no shared/data/ofd")
def test_an_invoice_of_others_is_told_plainly(desk: Watched) -> None:
    page = desk.page
    page.goto("/verify")
    (invoice,) = OTHERS.glob("e_vat_normal_with_list*")
    page.set_input_files("#file", invoice)
    expect(page.locator("[data-outcome=untrusted]")).to_be_visible()
    expect(page.locator(".statement", has_text="签名有效，但根证书未知")).to_be_visible()
    expect(page.locator(".ours")).to_have_attribute("data-likeness", "unknown")
    desk.shoot("verify-others")
