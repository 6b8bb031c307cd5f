"""The applicant's whole way in a real browser, against the real service and real pictures."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, inside, needs_chromium, tab_to
from tests.intake.pages.service import SHARED, Running
from tests.intake.pages.steps import LICENCE, PHOTOS, SAVED, complete, hand_in, open_filing, sign

pytestmark = needs_chromium


def test_papers_become_a_signed_form_that_verifies(desk: Watched, tmp_path: Path) -> None:
    page = desk.page
    page.goto("/")
    desk.shoot("home")
    page.get_by_role("link", name="开始办理").click()
    expect(page.get_by_role("heading", name="请选择要办的事项")).to_be_visible()
    open_filing(page)
    page.set_input_files("#files", PHOTOS)
    expect(page.locator(".stages li")).to_have_count(9)
    for title in ("营业执照", "道路运输经营许可证", "车辆检验报告", "机动车行驶证"):
        expect(page.locator(".found-title", has_text=title).first).to_be_visible()
    expect(page.get_by_text("依据：").first).to_be_visible()
    desk.shoot("papers")

    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.get_by_role("textbox", name="车辆识别代号")).to_have_value("LYZAGBBE0PA018276")
    complete(page)
    sign(page)
    desk.shoot("signed")

    with page.expect_download() as coming:
        page.get_by_role("link", name="下载 PDF").click()
    signed = tmp_path / "signed.pdf"
    coming.value.save_as(signed)
    page.goto("/verify")
    page.set_input_files("#file", signed)
    expect(page.locator(".verdict[data-outcome]")).to_have_attribute("data-outcome", "trusted")
    expect(page.get_by_role("heading", name="内容未被改动")).to_be_visible()
    desk.shoot("verdict")
    assert desk.unexpected() == []


def test_a_changed_file_is_found_out(desk: Watched, service: Running, tmp_path: Path) -> None:
    page = desk.page
    filing = open_filing(page)
    hand_in(page, *PHOTOS)
    page.goto(f"/filings/{filing}#form")
    complete(page)
    sign(page)
    listed = service.client.get(f"/api/filings/{filing}/documents").json()["documents"]
    address = next(each["url"] for each in listed if each["media_type"] == "application/pdf")
    data = bytearray(service.client.get(address).content)
    data[len(data) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    page.goto("/verify")
    page.set_input_files("#file", changed)
    expect(page.locator(".verdict-bad")).to_be_visible()


def test_a_value_is_shown_at_its_place_on_the_picture(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    page.get_by_role("button", name="看原件：车辆识别代号").first.click()
    panel, box = page.locator("#viewer"), page.locator(".viewer-box")
    expect(panel.get_by_text("LYZAGBBE0PA018276")).to_be_visible()
    expect(page.locator(".viewer-page img")).to_be_visible()
    expect(box).to_be_visible()
    assert inside(box, page.locator(".viewer-window"))
    width = box.bounding_box()
    assert width
    assert width["width"] > 100, "the place is too small to read"
    desk.shoot("source")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="看原件：车辆识别代号").first).to_be_focused()


def test_an_edit_is_saved_and_judged_at_once(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, *PHOTOS)
    page.get_by_role("button", name="下一步：核对表单").click()
    box = page.locator("#box-total_mass")
    box.get_by_role("textbox").fill("一万八")
    page.keyboard.press("Tab")
    expect(box.locator(".flag-correct").first).to_be_visible()
    expect(box.get_by_text("本人填写").first).to_be_visible()
    expect(page.locator("#flags h3")).to_have_text(re.compile(r"需要更正 \d 项"))
    expect(page.locator("#saved")).to_have_text(SAVED)
    desk.shoot("flag")

    said = box.locator(".flag-correct").first.inner_text()
    page.get_by_role("button", name="签章下载").click()
    expect(page.get_by_role("heading", name=re.compile(r"请先更正 \d 项"))).to_be_visible()
    page.locator("#sign .flag-text", has_text=said).click()
    expect(box.get_by_role("textbox")).to_be_focused()
    box.get_by_role("textbox").fill("18000")
    page.keyboard.press("Tab")
    expect(box.locator(".flag-correct")).to_have_count(0)
    assert desk.unexpected() == []


def hand_in_by_keyboard(page: Page) -> None:
    """Open a filing and hand in the photos without a mouse."""
    keys = page.keyboard
    page.on("filechooser", lambda _chooser: None)  # the browser must expect choosers from the start
    page.goto("/start")
    tab_to(page, page.get_by_label("按词查找事项"))
    keys.type("货车年审")
    tab_to(page, page.get_by_label("配发(新增车辆)"))
    keys.press("ArrowDown")
    expect(page.get_by_label("年度审验")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="开始办理"))
    keys.press("Enter")
    expect(page.locator("#case-no")).not_to_be_empty()
    tab_to(page, page.locator("#pick"))
    with page.expect_file_chooser() as choosing:
        keys.press("Enter")
    choosing.value.set_files(PHOTOS)
    expect(page.locator("#papers .found").first).to_be_visible()
    expect(page.locator("#progress .work")).to_have_count(0)


def test_the_main_way_can_be_gone_with_the_keyboard_alone(desk: Watched) -> None:
    page, keys = desk.page, desk.page.keyboard
    hand_in_by_keyboard(page)
    tab_to(page, page.get_by_role("button", name="下一步：核对表单"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="核对表单")).to_be_focused()

    tab_to(page, page.get_by_role("button", name="看原件：号牌号码").first)
    keys.press("Enter")
    expect(page.locator(".viewer-box")).to_be_visible()
    keys.press("Escape")
    tab_to(page, page.locator("#input-commitment"))
    keys.press("Space")
    tab_to(page, page.locator("#input-delivery_method"))
    keys.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="下一步：确认并签章"))
    keys.press("Enter")
    tab_to(page, page.get_by_role("button", name="确认表单"))
    keys.press("Enter")
    expect(page.get_by_label("签章人姓名")).to_be_focused()
    keys.type("林样张")
    keys.press("Enter")
    expect(page.get_by_text("已签章，可以下载")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="下载 PDF"))
    assert desk.unexpected() == []


def test_a_phone_shows_every_step_without_moving_sideways(phone: Watched, tmp_path: Path) -> None:
    page = phone.page
    page.goto("/")
    assert phone.sideways() == 0
    open_filing(page)
    assert phone.sideways() == 0
    long = tmp_path / ("很长的文件名" * 8 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 3 + ".jpg")
    long.write_bytes(LICENCE.read_bytes())
    hand_in(page, long)
    expect(page.get_by_role("button", name="拍照上传")).to_be_visible()
    page.locator(".found summary").first.click()
    assert phone.sideways() == 0
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#box-vin")).to_be_visible()
    assert phone.sideways() == 0
    page.get_by_role("button", name="看原件：车辆识别代号").first.click()
    expect(page.locator(".viewer-box")).to_be_visible()
    assert inside(page.locator(".viewer-box"), page.locator(".viewer-window"))
    assert phone.sideways() == 0
    phone.shoot("phone")
    page.get_by_role("button", name="关闭原件").click()
    page.get_by_role("button", name="签章下载").click()
    expect(page.get_by_role("heading", name=re.compile("请先更正"))).to_be_visible()
    assert phone.sideways() == 0
    page.goto("/verify")
    assert phone.sideways() == 0
    assert phone.unexpected() == []


@pytest.mark.skipif(not (SHARED / "data" / "papers").is_dir(), reason="no shared/data/papers")
def test_a_photo_from_elsewhere_is_recognised_and_shown(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, SHARED / "data" / "papers" / "business_licence_1.png")
    expect(page.locator(".found-title", has_text="营业执照").first).to_be_visible()
    page.locator(".found summary").first.click()
    page.get_by_role("button", name=re.compile("看原件：统一社会信用代码")).first.click()
    expect(page.locator(".viewer-box")).to_be_visible()
    assert inside(page.locator(".viewer-box"), page.locator(".viewer-window"))
