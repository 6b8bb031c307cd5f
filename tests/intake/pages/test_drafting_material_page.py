"""Material of the document library, found and taken over beside the draft."""

import re

from playwright.sync_api import Page, expect

from tests.docgen.gongwen.elements.made import REPORT
from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import OFFICER, name_yourself

pytestmark = needs_chromium


def file_in_library(page: Page, title: str, body: str) -> None:
    page.goto("/drafting/library")
    name_yourself(page)
    page.get_by_role("button", name="添加文件").click()
    page.get_by_label("标题").fill(title)
    page.get_by_label("正文").fill(body)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("#document")).to_contain_text(body.splitlines()[-1])


def test_material_is_found_in_the_library_and_taken_over_with_its_source(desk: Watched) -> None:
    page = desk.page
    body = "一、总则\n夜间公交线路的末班车不早于二十三时。"
    file_in_library(page, "样张区夜间公交管理办法", body)
    desk.shoot("drafting-library")
    page.goto("/drafting")
    page.get_by_role("tab", name="素材").click()
    page.get_by_label("关键词或句子").fill("夜间公交末班车")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("button", name="插入").first.click()
    expect(page.locator("#text")).to_have_value(re.compile("摘自《样张区夜间公交管理办法》"))
    assert desk.unexpected() == []


def test_a_file_is_read_for_the_library_kept_for_oneself_and_taken_out(phone: Watched) -> None:
    page = phone.page
    page.goto("/drafting/library")
    name_yourself(page)
    page.get_by_role("button", name="添加文件").click()
    page.locator("#filing-file").set_input_files(
        {"name": "请示.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    )
    expect(page.get_by_label("发文字号")).to_have_value("沪崇测〔2026〕12号")
    page.get_by_label("谁可以检索和阅读").select_option("只有我自己")
    phone.shoot("library-filing")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("#document")).to_contain_text(f"可以阅读：{OFFICER}")
    assert phone.sideways() <= 0
    page.locator("#document").get_by_role("button", name="删除").click()
    page.get_by_role("button", name="删除", exact=True).last.click()
    expect(page.locator("#document")).to_be_hidden()
    assert phone.unexpected() == []


def test_material_like_the_paragraph_with_the_cursor_is_found_without_choosing_words(
    desk: Watched,
) -> None:
    page = desk.page
    paragraph = "夜间公交线路的首班车不迟于五时，由样张公司执行。"
    file_in_library(page, "样张区夜间公交实施细则", paragraph)
    page.goto("/drafting")
    page.get_by_role("textbox", name="正文").fill(f"第一段样张。\n{paragraph}")
    page.get_by_role("tab", name="素材").click()
    page.get_by_role("button", name="找与当前段落相近的").click()
    first = page.locator("#panel-material .hit").first
    expect(first).to_contain_text("样张区夜间公交实施细则")
    expect(first).to_contain_text("文字相同 100%")
    assert desk.sideways() <= 0
    desk.shoot("drafting-material")
    assert desk.unexpected() == []
