"""Asking in the browser: answered with sources, asked back, declined; said to be wrong."""

import re

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium

pytestmark = needs_chromium


def put(page: Page, question: str) -> None:
    """Ask, and wait for what comes of it."""
    before = page.locator(".thumbs").count()
    page.get_by_label("您的问题").fill(question)
    page.get_by_role("button", name="提问").click()
    expect(page.locator(".thumbs")).to_have_count(before + 1)


def test_an_answer_shows_the_words_it_rests_on_and_a_follow_up_keeps_the_matter(
    desk: Watched,
) -> None:
    page = desk.page
    page.goto("/ask")
    put(page, "网约车驾驶员证快到期了怎么换？")
    first = page.locator(".reply").first
    expect(first.locator(".outcome")).to_have_attribute("data-outcome", "answer")
    first.locator(".cite").first.click()
    expect(first.locator("blockquote").first).to_be_visible()
    put(page, "那需要带什么材料")
    second = page.locator(".reply").nth(1)
    expect(second).to_contain_text("您问的是")
    desk.shoot("ask-answer")
    first.get_by_role("button", name="有用", exact=True).click()
    expect(first).to_contain_text("谢谢，已记录。")
    second.get_by_role("button", name="我要纠错").click()
    page.locator("#asked").fill("材料应以窗口公布的为准")
    page.locator("#sheet").get_by_role("button", name="提交").click()
    expect(second).to_contain_text("更正已转给责任部门")

    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    page.get_by_role("button", name="开始新的对话").click()
    expect(page.locator(".turn")).to_have_count(0)
    assert desk.unexpected() == []


def test_what_is_not_ours_is_declined_with_where_to_turn(desk: Watched) -> None:
    page = desk.page
    page.goto("/ask")
    put(page, "今天股票会涨吗")
    reply = page.locator(".reply").first
    expect(reply.locator(".outcome")).to_have_attribute("data-outcome", "decline")
    expect(reply).to_contain_text("12345")
    assert desk.unexpected() == []


def test_a_question_of_signs_is_refused_in_words_and_can_be_written_anew(desk: Watched) -> None:
    page = desk.page
    page.goto("/ask")
    page.get_by_label("您的问题").fill("？！……")
    page.get_by_role("button", name="提问").click()
    expect(page.locator("#trouble")).to_contain_text("请输入您的问题")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_label("您的问题")).to_have_value(re.compile("？"))
    assert desk.unexpected("422") == []


def test_asking_fits_a_telephone(phone: Watched) -> None:
    page = phone.page
    page.goto("/ask")
    put(page, "从业资格证丢了怎么补")
    phone.shoot("ask-phone")
    assert phone.sideways() <= 0
    assert phone.unexpected() == []
