"""The document library in the browser: collections on tabs, a document read by keyboard."""

from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import OFFICER, name_yourself
from tests.intake.pages.service import Running

pytestmark = needs_chromium
LAW = """第一章　总则

第一条　为了示范样张灯塔，制定本条例。

第二章　看守

第二条　样张灯塔每夜有人。
"""


def keep(service: Running, title: str, body: str, **more: str) -> None:
    told = {"document": {"title": title, "body": body, **more}}
    headers = {"X-Officer": quote(OFFICER)}
    path = "/api/v1/gongwen/library/documents"
    service.client.post(path, json=told, headers=headers).raise_for_status()


def search(page: Page, words: str) -> None:
    page.get_by_label("关键词、文号或一句话").fill(words)
    page.keyboard.press("Enter")


def test_collections_are_counted_chosen_by_keyboard_and_say_what_holds_no_more(
    desk: Watched, service: Running
) -> None:
    keep(service, "样张市灯塔条例", LAW)
    keep(service, "关于样张灯塔的通知", "样张灯塔每夜有人。", ended_on="2026-01-01")
    page = desk.page
    page.goto("/drafting/library")
    name_yourself(page)
    search(page, "样张灯塔每夜有人")
    laws = page.get_by_role("tab", name="法律法规")
    expect(laws).to_contain_text("1")
    expect(page.locator(".hit", has_text="关于样张灯塔的通知")).to_contain_text("已失效")
    page.get_by_role("tab", name="全部").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(laws).to_have_attribute("aria-selected", "true")
    expect(page.locator(".hit .link")).to_have_text(["样张市灯塔条例"])
    desk.shoot("library-collections")
    page.get_by_role("tab", name="全部").click()
    page.get_by_label("效力").select_option("现行有效")
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator(".hit", has_text="关于样张灯塔的通知")).to_have_count(0)
    assert desk.unexpected() == []


def test_a_document_is_read_by_its_outline_and_left_for_where_one_was(
    phone: Watched, service: Running
) -> None:
    keep(service, "样张市灯塔条例", LAW)
    page = phone.page
    page.goto("/drafting/library")
    name_yourself(page)
    search(page, "样张市灯塔条例第2条")
    first = page.locator(".hit").first
    expect(first).to_contain_text("原文相符")
    first.get_by_role("button").press("Enter")
    expect(page.locator("#document h2")).to_be_focused()
    page.get_by_role("button", name="转到“第二章　看守”").press("Enter")
    expect(page.locator(".document-piece:focus")).to_contain_text("第二条")
    assert phone.sideways() <= 0
    page.get_by_role("button", name="返回检索结果").press("Enter")
    expect(first.get_by_role("button")).to_be_focused()
    assert phone.unexpected() == []
