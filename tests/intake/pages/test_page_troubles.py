"""What goes wrong is said on the page, with what to do, and nothing that was done is lost."""

import re
from pathlib import Path

from playwright.sync_api import expect

from intake.demo.case import PAPERS
from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.service import Running
from tests.intake.pages.steps import LICENCE, SAVED, hand_in, open_filing

pytestmark = needs_chromium


def test_what_was_put_aside_is_there_when_coming_back(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    page.locator("#input-delivery_method").select_option("快递送达")
    expect(page.locator("#saved")).to_have_text(SAVED)
    page.get_by_role("button", name="暂存，稍后再办").click()
    address = page.get_by_label("本办件的网址").input_value()
    page.get_by_role("link", name="离开").click()
    expect(page.get_by_role("heading", name="本机最近的办件")).to_be_visible()
    page.goto(address)
    expect(page.locator("#input-delivery_method")).to_have_value("快递送达")
    expect(page.locator("#papers .paper")).to_have_count(1)


def test_somebody_elses_newer_value_is_never_overwritten(desk: Watched, service: Running) -> None:
    page = desk.page
    filing = open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.get_by_role("textbox", name="品牌型号")).to_be_visible()
    service.change_elsewhere(filing, "brand_model", "样张牌YZ1")
    page.get_by_role("textbox", name="品牌型号").fill("样张牌YZ2")
    page.keyboard.press("Tab")
    expect(page.get_by_text("这个办件刚在别处更新过，已载入最新内容。")).to_be_visible()
    expect(page.get_by_role("textbox", name="品牌型号")).to_have_value("样张牌YZ1")
    page.get_by_role("button", name="用我填的").click()
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.get_by_role("textbox", name="品牌型号")).to_have_value("样张牌YZ2")
    assert desk.unexpected("412") == []


def test_a_register_that_is_down_is_named_and_can_be_asked_again(
    desk: Watched, service: Running
) -> None:
    page = desk.page
    with service.register_down("corp"):
        open_filing(page)
        hand_in(page, PAPERS / "business_licence.jpg")
        page.get_by_role("button", name="下一步：核对表单").click()
        banner = page.locator("#sources-banner .notice")
        expect(banner).to_contain_text("暂时连不上")
        expect(page.get_by_role("textbox", name="企业名称")).to_have_value(re.compile("样张"))
    banner.get_by_role("button", name="重试").click()
    expect(page.locator("#progress .work")).to_have_count(0)
    expect(banner).to_have_count(0)


def test_a_broken_upload_says_what_to_do_and_harms_nothing_else(
    desk: Watched, tmp_path: Path
) -> None:
    page = desk.page
    broken = tmp_path / "坏照片.jpg"
    broken.write_bytes(LICENCE.read_bytes()[:4000])
    empty = tmp_path / "空文件.png"
    empty.write_bytes(b"")
    open_filing(page)
    hand_in(page, broken, LICENCE, empty)
    for name in (broken.name, empty.name):
        card = page.locator(".paper", has_text=name)
        expect(card.locator(".notice-bad")).to_be_visible()
        expect(card.locator(".notice-bad p")).to_have_count(2)
    expect(page.locator(".found-title", has_text="机动车行驶证").first).to_be_visible()
    page.get_by_role("button", name=f"移除：{broken.name}").click()
    expect(page.locator(".paper")).to_have_count(2)
    assert desk.unexpected() == []


def test_the_form_can_be_started_without_any_paper(desk: Watched) -> None:
    page = desk.page
    open_filing(page, "配发(新增车辆)")
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#flags .flag-correct").first).to_be_visible()
    page.get_by_role("textbox", name="号牌号码").fill("沪A")
    page.keyboard.press("Tab")
    expect(page.locator("#box-plate_no .flag-correct")).to_be_visible()


def test_edits_made_offline_are_kept_and_saved_when_the_network_returns(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#input-delivery_method")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("网络已断开")).to_be_visible()
    page.locator("#input-delivery_method").select_option("窗口自取")
    expect(page.locator("#saved")).to_contain_text("改动留在本页")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#input-delivery_method")).to_have_value("窗口自取")


def test_progress_is_followed_by_asking_where_events_do_not_come_through(desk: Watched) -> None:
    page = desk.page
    page.route("**/api/jobs/*/events", lambda route: route.abort())
    open_filing(page)
    hand_in(page, LICENCE)
    expect(page.locator(".found-title", has_text="机动车行驶证").first).to_be_visible()


def test_an_address_without_a_filing_says_so(desk: Watched) -> None:
    page = desk.page
    page.goto("/filings/0123456789abcdef0123456789abcdef")
    expect(page.get_by_role("heading", name="没有找到这个办件")).to_be_visible()
    expect(page.get_by_role("link", name="办理新的事项")).to_be_visible()
