"""The head of a draft in the browser: kept with it, there again, never on another one."""

import re

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import OFFICER, name_yourself

pytestmark = needs_chromium


def open_head(page: Page) -> None:
    page.get_by_role("tab", name="排版").click()
    page.get_by_text(re.compile("^版头和版记")).click()


def begin(page: Page, title: str) -> None:
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("textbox", name="正文").fill("样张局：\n　　妥否，请批示。")
    page.get_by_role("textbox", name="草稿名称").fill(title)


def test_the_head_is_there_again_after_a_reload_and_goes_with_its_draft(desk: Watched) -> None:
    page = desk.page
    begin(page, "带版头的请示")
    open_head(page)
    page.get_by_label("发文字号").fill("沪样发〔2026〕12号")
    page.get_by_label("签发人").fill("李样张\n王样张")
    page.get_by_role("textbox", name="印发日期").fill("2026-11-29")
    page.get_by_label("加盖印章").check()
    page.get_by_label("格式", exact=True).select_option("公文")
    expect(page.get_by_text("版头和版记（已填 3 项）")).to_be_visible()
    expect(page.locator("#saved")).to_have_text("已保存")
    desk.shoot("drafting-head")
    page.reload()
    open_head(page)
    expect(page.get_by_label("发文字号")).to_have_value("沪样发〔2026〕12号")
    expect(page.get_by_label("签发人")).to_have_value("李样张\n王样张")
    expect(page.get_by_role("textbox", name="印发日期")).to_have_value("2026年11月29日")
    expect(page.get_by_label("加盖印章")).to_be_checked()
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_label("发文字号")).to_have_value("")
    expect(page.get_by_label("加盖印章")).not_to_be_checked()
    expect(page.get_by_label("格式", exact=True)).to_have_value("")
    page.get_by_label("发文字号").fill("沪样发〔2026〕13号")
    page.get_by_role("button", name="我的草稿").click()
    page.get_by_role("button", name="带版头的请示", exact=True).click()
    expect(page.get_by_label("发文字号")).to_have_value("沪样发〔2026〕12号")
    expect(page.get_by_label("格式", exact=True)).to_have_value("公文")
    assert desk.unexpected() == []


def test_heads_changed_in_two_windows_are_both_kept(desk: Watched) -> None:
    page = desk.page
    begin(page, "两处改版头")
    expect(page.locator("#saved")).to_have_text("已保存")
    other = page.context.new_page()
    other.goto("/drafting")
    name_yourself(other)
    other.get_by_role("button", name="我的草稿").click()
    other.get_by_role("button", name="两处改版头", exact=True).click()
    open_head(other)
    other.get_by_label("发文字号").fill("沪样发〔2026〕1号")
    expect(other.locator("#saved")).to_have_text("已保存")
    open_head(page)
    page.get_by_label("发文字号").fill("沪样发〔2026〕2号")
    expect(page.locator("#title")).to_have_value("两处改版头（另存）")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.get_by_role("button", name="我的草稿").click()
    page.get_by_role("button", name="两处改版头", exact=True).click()
    expect(page.get_by_label("发文字号")).to_have_value("沪样发〔2026〕1号")
    assert desk.unexpected("412") == []


def test_a_draft_from_facts_fills_the_head_but_not_what_was_typed(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("tab", name="写作").click()
    page.get_by_label("文种").select_option("批复")
    panel = page.locator("#panel-write")
    panel.get_by_role("textbox", name="发文机关").fill("样张区民政局")
    panel.get_by_role("button", name="成稿").click()
    expect(page.locator("#text")).to_have_value(re.compile("〔待补"))
    open_head(page)
    layout = page.locator("#panel-layout")
    expect(layout.get_by_label("发文机关")).to_have_value("样张区民政局")
    layout.get_by_label("发文字号").fill("样民〔2026〕3号")
    page.get_by_role("tab", name="写作").click()
    panel.get_by_role("textbox", name="发文机关").fill("样张区交通委员会")
    panel.get_by_role("button", name="成稿").click()
    page.get_by_role("tab", name="排版").click()
    expect(layout.get_by_label("发文机关")).to_have_value("样张区交通委员会")
    expect(layout.get_by_label("发文字号")).to_have_value("样民〔2026〕3号")
    assert desk.unexpected() == []


def test_a_day_that_is_none_is_told_at_its_box_and_by_the_service(desk: Watched) -> None:
    page = desk.page
    begin(page, "日期不对")
    open_head(page)
    box = page.get_by_role("textbox", name="印发日期")
    box.fill("2026年2月30日")
    box.press("Tab")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#panel-layout .flag")).to_contain_text("如 2026年11月29日")
    desk.shoot("drafting-day")
    page.get_by_role("button", name="下载 Word").click()
    expect(page.locator("#trouble")).to_contain_text("印发日期应写明年、月、日")
    box.fill("20261129")
    box.press("Tab")
    expect(box).to_have_value("2026年11月29日")
    expect(page.locator("#panel-layout .flag")).to_be_hidden()
    assert desk.unexpected("422") == []


def test_what_one_person_wrote_is_kept_before_another_takes_over(desk: Watched) -> None:
    page = desk.page
    begin(page, "换人前的请示")
    page.get_by_role("textbox", name="正文").fill("换人前最后写的话。")
    page.get_by_role("button", name="换人").click()
    page.locator("#asked").fill("乙样张")
    page.get_by_role("button", name="开始办理").click()
    expect(page.locator("#who-name")).to_have_text("乙样张")
    expect(page.locator("#text")).to_have_value("")
    page.get_by_role("button", name="我的草稿").click()
    expect(page.locator("#sheet")).to_contain_text("还没有草稿")
    page.get_by_role("button", name="关闭").click()
    page.get_by_role("button", name="换人").click()
    page.locator("#asked").fill(OFFICER)
    page.get_by_role("button", name="开始办理").click()
    expect(page.locator("#who-name")).to_have_text(OFFICER)
    page.get_by_role("button", name="我的草稿").click()
    page.get_by_role("button", name="换人前的请示", exact=True).click()
    expect(page.locator("#text")).to_have_value("换人前最后写的话。")
    assert desk.unexpected() == []


def test_a_day_is_picked_from_a_chinese_calendar_by_keyboard_too(desk: Watched) -> None:
    page = desk.page
    begin(page, "挑日期")
    open_head(page)
    box = page.get_by_role("textbox", name="印发日期")
    box.fill("2026-11-30")
    page.get_by_role("button", name="选日期：印发日期").press("Enter")
    month = page.get_by_role("dialog", name="选日期：印发日期")
    expect(month).to_contain_text("2026年11月")
    desk.shoot("drafting-calendar")
    page.keyboard.press("ArrowRight")
    expect(month).to_contain_text("2026年12月")
    page.keyboard.press("Enter")
    expect(box).to_have_value("2026年12月1日")
    expect(box).to_be_focused()
    page.get_by_role("button", name="选日期：印发日期").click()
    month.get_by_role("button", name="上个月").click()
    month.get_by_role("button", name="11月8日").click()
    expect(box).to_have_value("2026年11月8日")
    expect(month).to_be_hidden()
    page.get_by_role("button", name="选日期：印发日期").click()
    page.keyboard.press("Escape")
    expect(month).to_be_hidden()
    expect(box).to_have_value("2026年11月8日")
    assert desk.unexpected() == []


def test_pages_of_a_text_that_has_changed_since_say_so(desk: Watched) -> None:
    page = desk.page
    begin(page, "先排版后改")
    page.get_by_role("tab", name="排版").click()
    page.get_by_role("button", name="排版预览").click()
    made = page.locator("#panel-layout")
    expect(made.locator(".pages-shown")).to_have_count(1)
    expect(made).not_to_contain_text("改动前的样子")
    page.get_by_role("textbox", name="正文").press_sequentially("补一句。")
    expect(made).to_contain_text("改动前的样子")
    page.get_by_role("button", name="排版预览").click()
    expect(made).not_to_contain_text("改动前的样子")
    assert desk.unexpected() == []
