"""Writing from facts on the drafting page: boxes that fit, tables, and what a drafter is told."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.docgen.word.papers import docx
from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium


def choose(page: Page, kind: str) -> Locator:
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("tab", name="写作").click()
    page.get_by_label("文种").select_option(kind)
    return page.locator("#panel-write")


def test_money_and_a_pasted_table_stand_in_the_draft_with_sum_and_capitals(desk: Watched) -> None:
    page = desk.page
    panel = choose(page, "请示")
    panel.get_by_role("textbox", name="成文日期").fill("2026年11月29日")
    panel.get_by_text(re.compile("^选填")).click()
    panel.get_by_role("textbox", name="经费总额").fill("360")
    first = panel.get_by_label("第 1 行 项目")
    first.evaluate(
        """box => {
          const data = new DataTransfer();
          data.setData("text/plain", "车辆购置\\t4\\t80\\n站点改造\\t8\\t5\\n");
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true,
            cancelable: true }));
        }"""
    )
    expect(panel.get_by_label("第 2 行 单价（万元）")).to_have_value("5")
    panel.locator(".fact-table").scroll_into_view_if_needed()
    desk.shoot("writing-table")
    panel.get_by_label("篇幅").select_option("详细")
    panel.get_by_role("button", name="成稿").click()
    text = page.locator("#text")
    expect(text).to_have_value(re.compile("提出上述请求，主要有以下考虑："))
    expect(panel).to_contain_text(re.compile(r"全文 \d+ 字，排版后约 \d+ 页"))
    expect(text).to_have_value(re.compile("共需经费360万元（大写：人民币叁佰陆拾万元整）。"))
    expect(text).to_have_value(re.compile("合计\t\t\t360"))
    expect(text).to_have_value(re.compile("2026年11月29日"))
    desk.shoot("writing-made")
    assert desk.unexpected() == []


def test_what_is_no_number_is_named_and_nothing_is_lost(desk: Watched) -> None:
    page = desk.page
    panel = choose(page, "调查报告")
    panel.get_by_text(re.compile("^选填")).click()
    panel.get_by_label("发放问卷").fill("很多")
    panel.get_by_role("button", name="成稿").click()
    expect(page.locator("#trouble")).to_contain_text("“发放问卷”应为数字，如 120份")
    expect(panel.get_by_label("发放问卷")).to_have_value("很多")
    desk.shoot("writing-refused")
    assert desk.unexpected("422") == []


def test_an_answer_is_filled_from_the_letter_it_answers_when_agreed(desk: Watched) -> None:
    page = desk.page
    panel = choose(page, "批复")
    panel.get_by_text("以文写文").click()
    data = docx(
        "样张区公交管理中心关于增加夜间班次的请示",
        "样张区交通委员会：",
        "现就有关事项请示如下。",
        "一、请示事项",
        "请求同意新增夜间线路3条。",
        "妥否，请批示。",
        seal="",
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = {"name": "请示.docx", "mimeType": word, "buffer": data}
    panel.get_by_label("参照文件").set_input_files(file)
    offer = panel.locator(".taken-list li", has_text="答复的事项").first
    expect(offer).to_contain_text("第 5 段")
    desk.shoot("writing-reference")
    panel.get_by_role("button", name="填入勾选的内容").click()
    expect(panel.get_by_role("textbox", name="答复的事项")).to_have_value("新增夜间线路3条")
    expect(panel.get_by_role("textbox", name="发文机关")).to_have_value("样张区交通委员会")
    panel.get_by_label("答复意见").select_option("同意")
    panel.get_by_role("textbox", name="发文机关").scroll_into_view_if_needed()
    desk.shoot("writing-filled")
    panel.get_by_role("button", name="成稿").click()
    expect(page.locator("#text")).to_have_value(re.compile("经研究，同意新增夜间线路3条。"))
    assert desk.unexpected() == []
