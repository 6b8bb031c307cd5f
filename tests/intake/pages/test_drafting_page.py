"""The drafting desk in the browser: marks under the words, taken over, left alone, taught."""

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from docgen.word.unoserver import find_missing
from tests.docgen.word.papers import docx
from tests.intake.pages.browser import Watched, needs_chromium, tab_to
from tests.intake.pages.drafting_steps import write
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium
TEXT = (
    "关于增加运力的请示\n市交通委员会：\n"
    "　　会议强调,各单位要贯策落实有关要求。\n　　妥否，请批示。"
)


def test_faults_are_marked_taken_over_and_taken_back(desk: Watched) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("button", name="校对全文").click()
    faults = page.locator("#panel-check .fault")
    expect(faults).to_have_count(2)
    expect(page.locator("#marks mark")).to_have_text([",", "贯策"])
    desk.shoot("drafting-faults")
    faults.nth(1).get_by_role("button", name="贯彻", exact=True).click()
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
    expect(page.locator("#marks mark")).to_have_text([",", "贯策"])
    box.evaluate(
        "box => { const at = box.value.indexOf('策'); box.setSelectionRange(at, at + 1); }"
    )
    box.press("Backspace")
    expect(page.locator("#panel-check .fault")).to_have_count(1)


def test_faults_are_dealt_with_one_after_another_by_keyboard(desk: Watched) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("button", name="校对全文").press("Enter")
    faults = page.locator("#panel-check .fault")
    expect(faults).to_have_count(2)
    tab_to(page, faults.first.get_by_role("button").first)
    page.keyboard.press("Enter")
    expect(faults).to_have_count(1)
    expect(page.get_by_role("button", name="贯彻", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-check")).to_contain_text("没有发现问题")
    expect(page.get_by_role("button", name="采纳全部必错")).to_be_focused()
    assert desk.unexpected() == []


def test_a_taught_word_is_not_told_again_and_can_be_taken_back(desk: Watched) -> None:
    page = desk.page
    write(page, "会议要求贯策落实。")
    page.get_by_role("button", name="校对全文").click()
    page.get_by_role("button", name="以后不再提示“贯策”").click()
    expect(page.locator("#panel-check .fault")).to_have_count(0)
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#panel-check")).to_contain_text("没有发现问题")
    page.goto("/drafting/words")
    expect(page.locator("#entries")).to_contain_text("贯策")
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
    page.get_by_role("button", name="增加运力的请示", exact=True).click()
    expect(page.locator("#text")).to_have_value(TEXT)
    assert phone.unexpected() == []


def test_a_draft_changed_in_another_window_is_not_written_over(desk: Watched) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("textbox", name="草稿名称").fill("两处都改的请示")
    expect(page.locator("#saved")).to_have_text("已保存")
    other = page.context.new_page()
    other.goto("/drafting")
    name_yourself(other)
    other.get_by_role("button", name="我的草稿").click()
    other.get_by_role("button", name="两处都改的请示", exact=True).click()
    other.get_by_role("textbox", name="正文").fill("另一处的正文。")
    expect(other.locator("#saved")).to_have_text("已保存")
    page.get_by_role("textbox", name="正文").fill("这一处的正文。")
    expect(page.locator("#title")).to_have_value("两处都改的请示（另存）")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.get_by_role("button", name="我的草稿").click()
    page.get_by_role("button", name="两处都改的请示", exact=True).click()
    expect(page.locator("#text")).to_have_value("另一处的正文。")
    assert desk.unexpected("412") == []


def test_facts_become_a_draft_whose_elements_can_be_read(desk: Watched) -> None:
    page = desk.page
    write(page, "")
    page.get_by_role("tab", name="写作").click()
    page.get_by_label("文种").select_option("通告")
    page.get_by_label("发文机关").fill("样张区交通委员会")
    page.get_by_label("事由").fill("临时交通管制")
    page.get_by_label("目的").fill("保障市政工程施工安全")
    page.get_by_label("应当遵守或者周知的事项").fill("样张路禁止机动车通行\n公交车辆绕行甲路")
    page.get_by_role("button", name="成稿").click()
    text = page.locator("#text")
    expect(text).to_have_value(re.compile("样张区交通委员会关于临时交通管制的通告\n"))
    expect(page.locator("#panel-write")).to_contain_text("还缺这些事实")
    expect(text).to_have_value(re.compile("二、公交车辆绕行甲路。"))
    desk.shoot("drafting-writing")
    page.get_by_role("tab", name="要素").click()
    page.get_by_role("button", name="识别要素").click()
    expect(page.locator(".slip")).to_contain_text("样张区交通委员会关于临时交通管制的通告")
    desk.shoot("drafting-slip")
    assert desk.unexpected() == []


def test_a_file_that_is_passed_on_stands_whole_behind_the_notice(desk: Watched) -> None:
    page = desk.page
    write(page, "")
    page.get_by_role("tab", name="写作").click()
    page.get_by_label("文种").select_option("通知")
    page.get_by_label("通知的用途").select_option("印发文件")
    page.get_by_label("发文机关").fill("样张区交通委员会")
    page.get_by_text(re.compile("选填")).first.click()
    data = docx("样张办法", "第一条　为了样张，制定本办法。", seal="")
    page.locator("#file-passed").set_input_files(
        {"name": "办法.docx", "mimeType": "", "buffer": data}
    )
    expect(page.locator("#fact-passed")).to_have_value(re.compile("样张办法\n第一条"))
    page.get_by_role("button", name="成稿").click()
    text = page.locator("#text")
    expect(text).to_have_value(re.compile("样张区交通委员会关于印发《样张办法》的通知\n"))
    expect(text).to_have_value(re.compile("\n样张办法\n　　第一条　为了样张，制定本办法。"))
    assert desk.unexpected() == []


def test_a_word_file_is_opened_and_proofread_at_once(desk: Watched) -> None:
    page = desk.page
    write(page, "")
    data = docx("关于样张的函", "样张局：", "请贵局贯策落实。")
    page.locator("#file").set_input_files(
        {"name": "样张函.docx", "mimeType": "application/octet-stream", "buffer": data}
    )
    expect(page.locator("#text")).to_have_value(re.compile("关于样张的函\n样张局：\n请贵局"))
    expect(page.locator("#panel-check .fault").first).to_be_visible()
    expect(page.locator("#title")).to_have_value("样张函")
    assert desk.unexpected() == []


def test_another_draft_knows_nothing_of_the_one_before(desk: Watched) -> None:
    page = desk.page
    write(page, "")
    data = docx("关于样张的函", "样张局：", "请贵局贯策落实。")
    page.locator("#file").set_input_files(
        {"name": "样张函.docx", "mimeType": "application/octet-stream", "buffer": data}
    )
    expect(page.get_by_role("button", name="带批注的原稿")).to_be_visible()
    page.get_by_role("tab", name="排版").click()
    page.get_by_text("版头和版记", exact=True).click()
    page.get_by_label("发文字号").fill("样函〔2026〕1号")
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_label("发文字号")).to_have_value("")
    page.get_by_role("tab", name="校对").click()
    expect(page.locator("#panel-check .score")).to_have_count(0)
    page.get_by_role("textbox", name="正文").fill(TEXT)
    page.get_by_role("button", name="校对全文").click()
    expect(page.locator("#panel-check .fault")).to_have_count(2)
    expect(page.get_by_role("button", name="带批注的原稿")).to_have_count(0)
    assert desk.unexpected() == []


def test_faults_are_still_there_after_the_elements_were_marked(desk: Watched) -> None:
    page = desk.page
    write(page, TEXT)
    page.get_by_role("button", name="校对全文").click()
    faults = page.locator("#panel-check .fault")
    expect(faults).to_have_count(2)
    page.get_by_role("tab", name="要素").click()
    page.get_by_role("button", name="识别要素").click()
    expect(page.locator("#marks mark").first).to_have_text("关于增加运力的请示")
    page.get_by_role("tab", name="校对").click()
    expect(page.locator("#marks mark")).to_have_text([",", "贯策"])
    faults.nth(1).get_by_role("button", name="贯彻", exact=True).click()
    expect(page.locator("#text")).to_have_value(TEXT.replace("贯策", "贯彻"))
    expect(faults).to_have_count(1)
    assert desk.unexpected() == []


def test_two_files_are_shown_side_by_side_with_what_differs(desk: Watched) -> None:
    page = desk.page
    page.goto("/drafting/compare")
    name_yourself(page)
    old = docx("采购合同样张", "合同金额1200万元。", "乙方应当按期交付。")
    new = docx("采购合同样张", "合同金额1250万元。", "乙方应当按期交付货物。")
    for side, data in (("left", old), ("right", new)):
        file = {"name": f"{side}.docx", "mimeType": "application/octet-stream", "buffer": data}
        page.locator(f"#{side}").set_input_files(file)
    page.get_by_role("button", name="开始比对").click()
    expect(page.locator("#differences li")).to_have_count(2)
    expect(page.locator("#differences li").first).to_contain_text("金额")
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".compare-right .differs.here")).to_have_text("1250万元")
    desk.shoot("drafting-compare")
    with page.expect_download() as kept:
        page.get_by_role("button", name="报告 Word").click()
    with page.expect_download() as tracked:
        page.get_by_role("button", name="带修订的新稿").click()
    assert tracked.value.suggested_filename == "right-修订.docx"
    report = Document(str(kept.value.path()))
    assert "1250万元" in "".join(cell.text for cell in report.tables[0]._cells)
    page.locator("#right").set_input_files(
        {"name": "又一份.docx", "mimeType": "application/octet-stream", "buffer": old}
    )
    expect(page.locator("#differences li")).to_have_count(0)
    expect(page.get_by_role("button", name="报告 Word")).to_have_count(0)
    assert desk.unexpected() == []


def test_the_assistant_condenses_without_a_model_and_says_so(desk: Watched) -> None:
    page = desk.page
    write(
        page,
        "样张方案\n各单位应当按照职责分工做好冬季公交保障工作，确保市民出行。\n本方案自印发之日起施行。",
    )
    page.get_by_role("tab", name="助手").click()
    expect(page.locator("#panel-assist")).to_contain_text("没有设置大模型")
    expect(page.locator("#panel-assist")).to_contain_text("没有配置语音转写服务")
    expect(page.get_by_role("button", name="录音转文字")).to_have_count(0)
    page.get_by_role("button", name="摘要（原文摘句）").click()
    expect(page.locator("#panel-assist")).to_contain_text("由规则引擎生成")
    desk.shoot("drafting-assist")
    assert desk.unexpected() == []


@pytest.mark.skipif(bool(find_missing()), reason=find_missing())
def test_a_text_is_laid_out_measured_and_downloaded(desk: Watched, tmp_path: Path) -> None:
    page = desk.page
    write(page, text_of(draft("request", examples(read_written()["request"])).official))
    page.get_by_role("tab", name="排版").click()
    page.get_by_text("版头和版记", exact=True).click()
    page.get_by_label("发文字号").fill("样交发〔2026〕12号")
    page.get_by_label("签发人").fill("张样张")
    page.get_by_role("button", name="排版预览").click()
    expect(page.locator(".pages-shown img").first).to_be_visible()
    expect(page.locator("#panel-layout")).to_contain_text("符合国家标准的各项规定")
    page.locator(".pages-shown img").first.scroll_into_view_if_needed()
    desk.shoot("drafting-layout")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Word").click()
    waiting.value.save_as(tmp_path / "made.docx")
    words = "".join(each.text for each in Document(str(tmp_path / "made.docx")).paragraphs)
    assert "样交发〔2026〕12号" in words
    assert desk.unexpected() == []
