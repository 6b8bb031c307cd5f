"""Template keeping in the browser: uploaded, linted, previewed, used, rolled back."""

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.docgen.word.papers import docx
from tests.intake.pages.browser import Watched, needs_chromium, tab_to
from tests.intake.pages.officer_steps import give_reason, name_yourself

pytestmark = needs_chromium
GOOD = docx("车辆道路运输证申请", "号牌 {{ plate_no }}", "编号 {{ case_no }}")
FAULTY = docx("号牌 {{ plate_on }}", "{%p if draft %}", "编号 {{ case_no", seal="")


def open_templates(page: Page, scenario: str) -> None:
    page.goto(f"/templates#{scenario}")
    name_yourself(page)
    expect(page.locator("#which")).to_have_value(f"form.{scenario}")


def send(page: Page, name: str, data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("#file").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    give_reason(page, "首次使用本单位模板", "上传并检查")


def test_a_template_is_uploaded_used_replaced_and_rolled_back(
    desk: Watched, tmp_path: Path
) -> None:
    page = desk.page
    open_templates(page, "S5A")
    expect(page.locator("#use")).to_contain_text("正在使用标准版式")
    for number in (1, 2):
        send(page, f"模板{number}.docx", GOOD)
        card = page.locator(f".version[data-version='{number}']")
        expect(card).to_contain_text("草稿")
        card.get_by_role("button", name="启用这一版").click()
        give_reason(page, "经科室会商同意", "启用这一版")
        expect(card).to_contain_text("使用中")
    first = page.locator(".version[data-version='1']")
    expect(first).to_contain_text("已停用")
    desk.shoot("templates-versions")
    first.get_by_role("button", name="换回这一版").click()
    give_reason(page, "新版有误，先换回", "换回这一版")
    expect(page.locator("#use")).to_contain_text("正在使用第 1 版模板")
    expect(page.locator("#history li").first).to_contain_text("换回第 1 版：新版有误，先换回")
    with page.expect_download() as waiting:
        first.get_by_role("button", name="预览 Word").click()
    made = tmp_path / "preview.docx"
    waiting.value.save_as(made)
    assert any("编号 YL-" in each.text for each in Document(str(made)).paragraphs)
    desk.shoot("templates-rolled-back")
    assert desk.unexpected() == []


def test_faults_are_named_with_their_paragraph_and_the_version_cannot_be_used(
    desk: Watched,
) -> None:
    page = desk.page
    open_templates(page, "S1A")
    send(page, "有问题的模板.docx", FAULTY)
    card = page.locator(".version[data-version='1']")
    expect(card).to_contain_text("有问题，不能启用")
    expect(card).to_contain_text("第 1 段“号牌 {{ plate_on }}”")
    expect(card).to_contain_text("没有对应的 {%p endif %}")
    expect(card).to_contain_text("缺少 }}")
    expect(card).to_contain_text("模板没有签章位置")
    expect(card.get_by_role("button", name="启用这一版")).to_have_count(0)
    desk.shoot("templates-lint")


def test_what_is_no_word_file_is_refused_in_plain_words(desk: Watched) -> None:
    page = desk.page
    open_templates(page, "S2A")
    send(page, "照片.docx", b"\xff\xd8\xff")
    expect(page.get_by_role("alert").first).to_contain_text("这不是 Word 文件")
    expect(page.locator("#versions")).to_contain_text("还没有上传过模板")


def test_a_person_without_a_mouse_gets_everywhere(desk: Watched) -> None:
    page = desk.page
    open_templates(page, "S4A")
    for wanted in (
        page.locator("#which"),
        page.get_by_role("button", name="下载标准模板作底稿"),
        page.locator("#pick"),
    ):
        tab_to(page, wanted)


def test_a_phone_shows_versions_and_remarks_without_moving_sideways(phone: Watched) -> None:
    page = phone.page
    open_templates(page, "S6A")
    send(page, "有问题的模板.docx", FAULTY)
    expect(page.locator(".remark").first).to_have_text(re.compile("须改正"))
    assert phone.sideways() <= 0
    phone.shoot("templates-phone")
