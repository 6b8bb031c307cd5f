"""The samples in the browser: brought, looked at, laid out like, begun with."""

import re

import pytest
from playwright.sync_api import Page, expect

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import adapt
from docgen.word.unoserver import find_missing
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.drafting_steps import write

pytestmark = [needs_chromium, pytest.mark.skipif(bool(find_missing()), reason=find_missing())]
SAMPLE = SAMPLES["document"].model_copy(update={"secrecy": "", "secrecy_term": ""})
OWN = adapt("[values]\nleft = 20\nbody_size = 14\npage_centred = 1")
TEXT = "样张局关于样张的通知\n各样张科：\n　　请照此办理。\n样张局\n2026年5月6日"
PATIENCE = 90_000
"""Milliseconds: the first page starts LibreOffice."""


def open_samples(page: Page, text: str) -> None:
    write(page, text)
    page.get_by_role("tab", name="排版").click()
    page.get_by_text("样例库", exact=True).click()
    expect(page.get_by_text("通知样张（公文格式）")).to_be_visible()


def bring(page: Page, data: bytes, name: str = "本局样例.docx") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("#sample-file").set_input_files(file)


def test_a_sample_teaches_and_a_draft_is_laid_out_like_it(desk: Watched) -> None:
    page = desk.page
    open_samples(page, TEXT)
    desk.shoot("samples-list")
    bring(page, lay_out(SAMPLE, OWN))
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("正文字号（3号）：14磅（标准样式为16磅）", timeout=PATIENCE)
    expect(sheet).to_contain_text("与国家标准的规定不一致")
    expect(sheet.locator("img").first).to_be_visible(timeout=PATIENCE)
    desk.shoot("samples-learnt")
    sheet.get_by_role("button", name="按此样例排版").click()
    panel = page.locator("#panel-layout")
    expect(panel).to_contain_text("已按样例“本局样例”排版。有", timeout=PATIENCE)
    expect(page.locator("#sample-now")).to_contain_text("样式：样例“本局样例”")
    page.locator(".pages-shown img").first.scroll_into_view_if_needed()
    desk.shoot("samples-laid-out")
    expect(page.locator("#saved")).to_have_text("已保存")
    page.reload()
    page.get_by_role("tab", name="排版").click()
    expect(page.locator("#sample-now")).to_contain_text("样式：样例“本局样例”")
    page.get_by_text("样例库", exact=True).click()
    page.get_by_role("button", name="改回国家标准").click()
    expect(page.locator("#sample-now")).to_have_text("样式：国家标准")
    assert desk.unexpected() == []


def test_a_sample_is_renamed_and_let_go_by_who_brought_it(desk: Watched) -> None:
    page = desk.page
    open_samples(page, TEXT)
    bring(page, lay_out(SAMPLE), "局样例.docx")
    sheet, panel = page.locator("#sheet"), page.locator("#panel-layout")
    expect(sheet).to_contain_text("量出的各项与标准样式相同", timeout=PATIENCE)
    sheet.get_by_role("button", name="改名").click()
    page.get_by_label("样例名称").fill("道路科通知")
    sheet.get_by_role("button", name="改名").click()
    page.get_by_role("button", name="预览样例“道路科通知”").click()
    sheet.get_by_role("button", name="删除").click()
    sheet.get_by_role("button", name="删除").click()
    expect(panel.get_by_text("道路科通知")).to_have_count(0)
    assert desk.unexpected() == []


def test_a_sample_of_the_product_becomes_a_new_draft(phone: Watched) -> None:
    page = phone.page
    open_samples(page, "")
    page.get_by_role("button", name="预览样例“函样张（信函格式）”").click()
    sheet = page.locator("#sheet")
    expect(sheet.locator("img").first).to_be_visible(timeout=PATIENCE)
    phone.shoot("samples-phone")
    assert phone.sideways() <= 0
    sheet.get_by_role("button", name="以此样例起草").click()
    expect(page.locator("#text")).to_have_value(re.compile("^样张区交通委员会关于"))
    expect(page.get_by_label("格式", exact=True)).to_have_value("信函")
    expect(page.locator("#sample-now")).to_contain_text("函样张（信函格式）")
    page.get_by_role("button", name="新建").click()
    expect(page.locator("#sample-now")).to_have_text("样式：国家标准")
    assert phone.unexpected() == []


def test_what_cannot_be_a_sample_is_refused_with_what_to_do(desk: Watched) -> None:
    page = desk.page
    open_samples(page, TEXT)
    bring(page, b"%PDF-1.4", "样例.pdf")
    expect(page.locator("#trouble")).to_contain_text("这不是 Word 文件", timeout=PATIENCE)
    expect(page.locator("#trouble")).to_contain_text("另存为不带宏的 DOCX")
    assert desk.unexpected("422") == []
