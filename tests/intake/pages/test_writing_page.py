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
    box = panel.get_by_label("发放问卷")
    expect(box).to_have_value("很多")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_be_focused()
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


def test_a_draft_is_written_anew_in_its_place_and_facts_outlive_a_reload(desk: Watched) -> None:
    page = desk.page
    panel = choose(page, "批复")
    panel.get_by_role("textbox", name="发文机关").fill("样张区民政局")
    panel.get_by_role("button", name="成稿").click()
    expect(page.locator("#text")).to_have_value(re.compile("〔待补：事由〕"))
    expect(page.locator("#title")).to_have_value("批复")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.reload()
    page.get_by_role("tab", name="写作").click()
    expect(panel.get_by_role("textbox", name="发文机关")).to_have_value("样张区民政局")
    for subject in ("改造敬老院", "改造南样张镇敬老院"):
        panel.get_by_role("textbox", name="事由").fill(subject)
        panel.get_by_role("button", name="成稿").click()
        title = f"样张区民政局关于{subject}的批复"
        expect(page.locator("#text")).to_have_value(re.compile(f"^{title}"))
        expect(page.locator("#saved")).to_have_text("已保存")
    panel.get_by_role("button", name="来文标题").click()
    expect(panel.get_by_role("textbox", name="来文标题")).to_be_focused()
    desk.shoot("writing-missing")
    page.get_by_role("button", name="我的草稿").click()
    expect(page.locator(".draft-list")).to_contain_text("关于改造南样张镇敬老院的批复")
    expect(page.locator(".draft-list")).not_to_contain_text("关于改造敬老院的批复")
    assert desk.unexpected() == []


def test_another_kind_keeps_what_both_ask_and_the_form_fits_a_phone(phone: Watched) -> None:
    page = phone.page
    panel = choose(page, "请示")
    panel.get_by_role("textbox", name="发文机关").fill("样张区民政局")
    panel.get_by_label("文种").select_option("报告")
    expect(panel.get_by_role("textbox", name="发文机关")).to_have_value("样张区民政局")
    panel.get_by_text(re.compile("^选填")).click()
    panel.locator(".fact-table").scroll_into_view_if_needed()
    assert phone.sideways() <= 0
    box = panel.get_by_role("textbox", name="附注").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    phone.shoot("writing-phone")
    assert phone.unexpected() == []
