"""The desk while the service is away or refuses: nothing is lost, and trying again goes on."""

import re

from playwright.sync_api import expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium
AWAY = "ERR_FAILED"


def test_a_draft_is_kept_by_itself_when_the_service_is_back(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    page.route("**/gongwen/drafts**", lambda route: route.abort())
    page.get_by_role("textbox", name="正文").fill("没有连上时写的正文。")
    expect(page.locator("#saved")).to_have_text("没有连上服务器，恢复后自动保存")
    page.unroute("**/gongwen/drafts**")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.reload()
    expect(page.locator("#text")).to_have_value("没有连上时写的正文。")
    assert desk.unexpected(AWAY) == []


def test_a_file_that_could_not_be_sent_is_opened_when_tried_again(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    page.route("**/gongwen/open", lambda route: route.abort())
    file = {"name": "样张.txt", "mimeType": "text/plain", "buffer": "会议要求贯策落实。".encode()}
    page.locator("#file").set_input_files(file)
    trouble = page.locator("#trouble")
    expect(trouble).to_contain_text("没有连上服务器")
    page.unroute("**/gongwen/open")
    trouble.get_by_role("button", name="重试").click()
    expect(page.locator("#text")).to_have_value("会议要求贯策落实。")
    expect(page.locator("#panel-check .fault")).to_have_count(1)
    expect(trouble).to_be_empty()
    assert desk.unexpected(AWAY) == []


def test_what_was_typed_for_the_library_stays_until_it_is_kept(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting/library")
    name_yourself(page)
    page.get_by_role("button", name="添加文件").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("标题").fill("样张区断网时添加的办法")
    sheet.get_by_label("正文").fill("第一条　断网时写的条文。")
    day = sheet.get_by_role("textbox", name="成文日期")
    day.fill("2026.11.29")
    day.press("Tab")
    expect(day).to_have_value("2026年11月29日")
    page.route("**/gongwen/library/documents", lambda route: route.abort())
    sheet.get_by_role("button", name="添加", exact=True).click()
    expect(sheet).to_contain_text("没有连上服务器")
    expect(sheet.get_by_label("正文")).to_have_value("第一条　断网时写的条文。")
    desk.shoot("library-away")
    page.unroute("**/gongwen/library/documents")
    sheet.get_by_role("button", name="重试").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#document")).to_contain_text("第一条　断网时写的条文。")
    expect(page.locator("#document")).to_contain_text("2026-11-29")
    assert desk.unexpected(AWAY) == []


def test_why_an_entry_was_refused_stays_to_be_read(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting/words")
    name_yourself(page)
    page.get_by_label("词语").fill("策")
    page.locator("#kind").select_option("放行")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("#trouble")).to_contain_text("请连同前后的字写成词句")
    expect(page.locator("#word")).to_have_value("策")
    assert desk.unexpected("422") == []


def test_a_draft_that_is_too_long_says_so_and_stays_on_the_sheet(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    page.locator("#text").evaluate(
        """box => {
          box.value = "样".repeat(200001);
          box.dispatchEvent(new Event("input"));
        }"""
    )
    expect(page.locator("#saved")).to_have_text("没有保存")
    expect(page.locator("#trouble")).to_contain_text(re.compile("正文.*200000"))
    desk.shoot("drafting-too-long")
    assert desk.unexpected("422") == []
