"""Faults at the desk: score, counts and report follow what is taken over and left alone."""

import re

from docx import Document
from playwright.sync_api import Locator, Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium
TEXT = "　　贯彻要求。\n　　会议强调,各单位要贯策落实有关要求，加强布署。"


def check(page: Page, text: str) -> Locator:
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("textbox", name="正文").fill(text)
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#panel-check .fault").first).to_be_visible()
    return page.locator("#panel-check .fault")


def settled(page: Page, score: str) -> None:
    """See the score as the service tells it."""
    expect(page.locator(".score b")).to_have_text(score)
    expect(page.locator(".score")).not_to_contain_text("核算")


def test_the_score_follows_what_is_taken_over_and_taken_back(desk: Watched) -> None:
    page = desk.page
    faults = check(page, TEXT)
    settled(page, "89")
    page.get_by_role("button", name="贯彻", exact=True).click()
    expect(page.locator(".score b")).to_have_text("94")
    settled(page, "94")
    expect(page.locator(".score")).to_contain_text("必错 1 处，疑似 1 处")
    page.get_by_role("button", name="撤销采纳").click()
    expect(page.locator("#text")).to_have_value(TEXT)
    expect(faults).to_have_count(3)
    settled(page, "89")
    expect(page.get_by_role("button", name="撤销采纳")).to_be_disabled()
    assert desk.unexpected() == []


def test_the_browser_undoes_what_was_taken_over_and_the_fault_is_told_again(desk: Watched) -> None:
    page = desk.page
    faults = check(page, TEXT)
    page.get_by_role("button", name="采纳全部必错").click()
    expect(page.locator("#text")).to_have_value(re.compile("要贯彻落实有关要求，加强部署"))
    settled(page, "99")
    page.locator("#text").press("Control+z")
    expect(page.locator("#text")).to_have_value(re.compile("要贯策落实有关要求，加强部署"))
    expect(faults).to_have_count(2)
    settled(page, "94")
    page.locator("#text").press("Control+y")
    expect(page.locator("#text")).to_have_value(re.compile("要贯彻落实有关要求，加强部署"))
    settled(page, "99")
    assert desk.unexpected() == []


def test_what_was_taken_over_and_then_deleted_is_not_taken_back_elsewhere(desk: Watched) -> None:
    page = desk.page
    check(page, TEXT)
    page.get_by_role("button", name="贯彻", exact=True).click()
    box = page.locator("#text")
    box.fill("　　贯彻要求。\n　　会议强调。")
    expect(page.get_by_role("button", name="撤销采纳")).to_be_disabled()
    expect(box).to_have_value("　　贯彻要求。\n　　会议强调。")


def test_what_is_left_alone_stays_so_and_is_not_in_the_report(desk: Watched) -> None:
    page = desk.page
    faults = check(page, TEXT)
    page.get_by_role("button", name="忽略“贯策”").click()
    expect(page.locator("#panel-check")).to_contain_text("已忽略 1 处")
    settled(page, "94")
    box = page.locator("#text")
    box.evaluate("box => box.setSelectionRange(0, 0)")
    box.press_sequentially("样张。")
    expect(page.locator(".score")).to_contain_text("请再校对一次")
    page.get_by_role("button", name="校对全文").click()
    expect(faults).to_have_count(2)
    settled(page, "94")
    desk.shoot("drafting-left")
    with page.expect_download() as made:
        page.get_by_role("button", name="勘误报告 Word").click()
    report = Document(str(made.value.path()))
    words = "\n".join(each.text for each in report.paragraphs)
    assert "质量分：94.0" in words
    assert "认为无误的 1 处没有列入" in words
    page.get_by_role("button", name="恢复已忽略的问题").click()
    expect(faults).to_have_count(3)
    settled(page, "89")
    assert desk.unexpected() == []


def test_a_lone_character_is_taught_with_its_words_and_told_elsewhere(desk: Watched) -> None:
    page = desk.page
    faults = check(page, "　　会上通报,要抓好落实,并加强检查。")
    expect(faults).to_have_count(2)
    page.get_by_role("button", name="以后不再提示“,”").first.click()
    words = page.get_by_label("不再提示的词句")
    expect(words).to_have_value("通报,要")
    words.fill(",")
    page.get_by_role("button", name="不再提示", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请连同前后的字一起写")
    words.fill("通报,")
    desk.shoot("drafting-teaching")
    page.get_by_role("button", name="不再提示", exact=True).click()
    expect(faults).to_have_count(1)
    settled(page, "99")
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#marks mark")).to_have_text(",")
    assert desk.unexpected() == []


def test_a_check_that_cannot_be_asked_anew_says_that_the_score_is_reckoned(desk: Watched) -> None:
    page = desk.page
    check(page, TEXT)
    page.route("**/gongwen/proofread", lambda route: route.abort())
    page.get_by_role("button", name="贯彻", exact=True).click()
    expect(page.locator(".score")).to_contain_text("没有连上服务器，按处理过的问题推算")
    expect(page.locator(".score b")).to_have_text("94")
    assert desk.unexpected("ERR_FAILED") == []


def test_on_a_phone_a_long_text_scrolls_with_its_marks_and_leaves_the_tools_in_reach(
    phone: Watched,
) -> None:
    page = phone.page
    text = "　　会上通报各项工作进展情况，要求抓好落实。\n" * 60 + "　　加强布署。"
    faults = check(page, text)
    faults.first.click()
    sheet, marks = page.locator("#marked"), page.locator("#marks")
    expect(marks.locator("mark.here")).to_be_in_viewport()
    assert sheet.evaluate("box => box.scrollTop") > 0
    assert marks.evaluate("box => box.scrollTop") == 0
    height = page.locator("#text").evaluate("box => box.offsetHeight")
    assert marks.evaluate("box => box.offsetHeight") == height
    tools = page.locator("#tabs").bounding_box()
    assert tools
    assert tools["y"] < 844
    phone.shoot("drafting-phone-long")
    assert phone.unexpected() == []
