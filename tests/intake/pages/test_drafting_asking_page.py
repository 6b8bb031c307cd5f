"""Questions to the knowledge base beside a draft: several turns, taken over with their sources."""

import re

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium


def put(page: Page, question: str, turns: int) -> None:
    page.get_by_label("要问的问题").fill(question)
    page.get_by_role("button", name="提问").click()
    expect(page.locator("#panel-ask .thumbs")).to_have_count(turns)


def test_an_answer_goes_into_the_draft_with_its_source_and_a_question_goes_on(
    desk: Watched,
) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    text = page.get_by_role("textbox", name="正文")
    text.fill("　　有关要求如下：")
    page.get_by_role("tab", name="问答").click()
    put(page, "网约车驾驶员证快到期了怎么换？", 1)
    page.get_by_role("button", name="插入回答和出处").click()
    expect(text).to_have_value(
        re.compile(r"^　　有关要求如下：.*届满前30日内.*（来源：《.+》.*）$")
    )
    assert "*" not in text.input_value()
    put(page, "那需要带什么材料", 2)
    expect(page.locator("#panel-ask .reply").nth(1)).to_contain_text("您问的是")
    desk.shoot("drafting-asking")
    text.evaluate("box => box.setSelectionRange(box.value.length, box.value.length)")
    page.get_by_role("button", name="问选中的文字").click()
    expect(page.locator("#toast")).to_contain_text("请先在文稿中选中")
    page.reload()
    page.get_by_role("tab", name="问答").click()
    expect(page.locator("#panel-ask .turn")).to_have_count(2)
    page.get_by_role("button", name="开始新的对话").click()
    expect(page.locator("#panel-ask .turn")).to_have_count(0)
    assert desk.unexpected() == []


def test_what_is_not_ours_is_declined_and_offers_nothing_to_take_over(phone: Watched) -> None:
    page = phone.page
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("tab", name="问答").click()
    put(page, "今天股票会涨吗", 1)
    expect(page.locator("#panel-ask .reply")).to_contain_text("12345")
    expect(page.get_by_role("button", name="插入回答和出处")).to_have_count(0)
    assert phone.sideways() <= 0
    assert phone.unexpected() == []
