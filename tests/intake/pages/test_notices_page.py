"""Notices in a real browser: issued at the desk, seen by the applicant, voided; without a case."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.docgen.reading import pdf_text
from tests.intake.pages.browser import Watched, needs_chromium, tab_to
from tests.intake.pages.officer_steps import (
    OFFICER,
    SCREEN,
    give_reason,
    marked,
    name_yourself,
    open_case,
)
from tests.intake.pages.service import Running

pytestmark = needs_chromium


@pytest.fixture
def screen(desk: Watched) -> Watched:
    """Yield a visitor at the screen officers have."""
    desk.page.set_viewport_size(SCREEN)
    return desk


@pytest.fixture
def case(service: Running) -> str:
    """Return a filing with much to put right; its applicant has not confirmed it."""
    return marked(service.client)


def send_back(page: Page) -> None:
    """Send the case back and come to its notices."""
    page.get_by_role("button", name="退回补正").click()
    give_reason(page, "材料不齐或填报有误，一次告知补正", "确定")
    expect(page.get_by_role("tab", name="文书")).to_have_attribute("aria-selected", "true")


def issue(page: Page) -> str:
    """Issue what is being written and return its number."""
    page.get_by_role("button", name="出具", exact=True).click()
    page.locator("#sheet").get_by_role("button", name="出具").click()
    line = page.locator(".numbered > li").first
    expect(line.get_by_text("已出具")).to_be_visible()
    return str(line.locator(".number").inner_text())


def notices_of(client: httpx.Client, filing: str) -> list[dict[str, str]]:
    return list(client.get(f"/api/filings/{filing}/notices").json()["notices"])


def test_a_case_sent_back_gets_its_notice_and_the_applicant_sees_it(
    screen: Watched, case: str
) -> None:
    page = screen.page
    open_case(page, case)
    send_back(page)
    page.get_by_role("button", name="补正告知书").click()
    first = page.get_by_label("需要补正的内容第 1 项")
    expect(first).not_to_have_value("")
    told = first.input_value()
    screen.shoot("notice-draft")
    with page.expect_download() as preview:
        page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("预览没有编号和印章")).to_be_visible()
    assert "尚未编号" in pdf_text(preview.value.path().read_bytes())
    number = issue(page)
    screen.shoot("notice-issued")
    assert screen.sideways() == 0

    page.get_by_role("tab", name="记录").click()
    expect(page.locator("#panel-history").get_by_text(number)).to_be_visible()

    page.goto(f"/filings/{case}")
    expect(page.locator("#returned")).to_contain_text("工作人员请您补正")
    expect(page.locator("#returned")).to_contain_text(re.sub(r"\s.*", "", told)[:12])
    expect(page.get_by_text(number)).to_be_visible()
    screen.shoot("notice-applicant")
    assert screen.unexpected() == []


def test_a_void_notice_is_told_to_the_applicant_and_may_be_issued_anew(
    screen: Watched, service: Running, case: str
) -> None:
    page = screen.page
    open_case(page, case)
    page.get_by_role("button", name="不予受理").click()
    give_reason(page, "不属于本事项受理范围", "确定")
    page.get_by_role("button", name="不予受理决定书").click()
    expect(page.get_by_role("textbox", name="理由", exact=True)).to_have_value(
        "不属于本事项受理范围"
    )
    page.get_by_role("button", name="出具", exact=True).click()
    page.locator("#sheet").get_by_role("button", name="出具").click()
    expect(page.locator(".notice-form .flag-correct").first).to_contain_text("不予受理的情形")
    screen.shoot("notice-faults")
    page.get_by_label("不予受理的情形").select_option("依法不需要取得行政许可")
    number = issue(page)
    assert [each["number"] for each in notices_of(service.client, case)] == [number]
    page.get_by_role("button", name="作废").click()
    give_reason(page, "当事人名称写错", "作废")
    expect(page.get_by_text("已作废").first).to_be_visible()
    expect(page.get_by_role("button", name="不予受理决定书")).to_be_visible()
    page.goto(f"/filings/{case}")
    expect(page.locator("#void")).to_contain_text(number)
    expect(page.locator("#void")).to_contain_text("不再有效")
    assert screen.unexpected("422") == []


def test_a_notice_is_issued_by_keyboard_on_a_phone(phone: Watched, case: str) -> None:
    page = phone.page
    open_case(page, case)
    send_back(page)
    tab_to(page, page.get_by_role("button", name="补正告知书"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("需要补正的内容第 1 项")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="出具", exact=True))
    phone.shoot("notice-phone")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet").get_by_role("button", name="出具")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".numbered > li").first.get_by_text("已出具")).to_be_visible()
    phone.shoot("notice-phone-issued")
    assert phone.sideways() == 0
    assert phone.unexpected() == []


def test_a_notice_without_a_case_is_written_found_and_fetched(screen: Watched) -> None:
    page = screen.page
    page.goto("/notices")
    name_yourself(page)
    page.get_by_label("文书种类").select_option("停车欠费催缴告知书")
    page.get_by_label("收件人名称或姓名").fill("样张长风货运公司（测试）")
    page.get_by_role("button", name="出具", exact=True).click()
    page.locator("#sheet").get_by_role("button", name="出具").click()
    expect(page.locator(".notice-form .flag-correct").first).to_be_visible()
    page.get_by_label("车牌号码").fill("沪A12345")
    page.get_by_label("停车路段").fill("样张路")
    page.get_by_label("驶入时间").first.fill("2026-11-02 09:00")
    page.get_by_label("驶离时间").first.fill("2026-11-02 11:00")
    page.get_by_label("金额（元）").fill("20.00")
    screen.shoot("notices-page")
    number = issue(page)
    page.get_by_label("文号中的字").fill(number)
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".numbered > li")).to_have_count(1)
    expect(page.locator(".numbered > li")).to_contain_text(OFFICER)
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF", exact=True).click()
    assert number in pdf_text(download.value.path().read_bytes())
    screen.shoot("notices-found")
    assert screen.sideways() == 0
    assert screen.unexpected("422") == []
