"""The drafting desk in the browser: marks under the words, taken over, left alone, taught."""

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium
TEXT = (
    "关于增加运力的请示\n市交通委员会：\n"
    "　　会议强调,各单位要贯策落实有关要求。\n　　妥否，请批示。"
)


def write(page: Page, text: str) -> None:
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("textbox", name="正文").fill(text)


def test_faults_are_marked_taken_over_and_taken_back(desk: Watched) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("button", name="校对全文").click()
    faults = page.locator("#panel-check .fault")
    expect(faults).to_have_count(2)
    expect(page.locator("#marks mark")).to_have_text([",", "策"])
    desk.shoot("drafting-faults")
    faults.nth(1).get_by_role("button", name="彻", exact=True).click()
    expect(page.locator("#text")).to_have_value(TEXT.replace("贯策", "贯彻"))
    expect(faults).to_have_count(1)
    page.get_by_role("button", name="撤销采纳").click()
    expect(page.locator("#text")).to_have_value(TEXT)
    assert desk.unexpected() == []


def test_what_is_edited_by_hand_is_no_fault_any_more_and_marks_keep_their_words(
    desk: Watched,
) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#panel-check .fault")).to_have_count(2)
    box = page.get_by_role("textbox", name="正文")
    box.evaluate("box => box.setSelectionRange(0, 0)")
    box.press_sequentially("样张")
    expect(page.locator("#marks mark")).to_have_text([",", "策"])
    box.evaluate(
        "box => { const at = box.value.indexOf('策'); box.setSelectionRange(at, at + 1); }"
    )
    box.press("Backspace")
    expect(page.locator("#panel-check .fault")).to_have_count(1)


def test_a_taught_word_is_not_told_again_and_can_be_taken_back(desk: Watched) -> None:
    page = desk.page
    write(page, "会议要求贯策落实。")
    page.get_by_role("button", name="校对全文").click()
    page.get_by_role("button", name="以后不再提示“策”").click()
    expect(page.locator("#panel-check .fault")).to_have_count(0)
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#panel-check")).to_contain_text("没有发现问题")
    page.goto("/drafting/words")
    expect(page.locator("#entries")).to_contain_text("贯策落")
    desk.shoot("drafting-words")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("#entries")).to_contain_text("还没有词条")
    assert desk.unexpected() == []


def test_a_draft_is_there_again_after_the_page_was_closed(phone: Watched) -> None:
    page = phone.page
    write(page, TEXT)
    page.get_by_role("textbox", name="草稿名称").fill("增加运力的请示")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.goto("/drafting")
    expect(page.locator("#text")).to_have_value(TEXT)
    assert phone.sideways() <= 0
    phone.shoot("drafting-phone")
    page.get_by_role("button", name="新建").click()
    expect(page.locator("#text")).to_have_value("")
    page.get_by_role("button", name="我的草稿").click()
    page.get_by_role("button", name="增加运力的请示").click()
    expect(page.locator("#text")).to_have_value(TEXT)
    assert phone.unexpected() == []
